package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of a production estate on the real engine, Docker and PostgreSQL, in the order in which it is lived. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProductionE2E {

    private static final Client PORTFOLIO = new Client("portfolio", ClientBuilder::apex);
    private static final Client CLIENT_1 = new Client("client-1");
    private static final Client CLIENT_2 = new Client("client-2");
    private static final Client CLIENT_3 = new Client("client-3", client -> client.frontend(
                    app -> app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages"))
            .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages"))
            .database(database -> database.withInit("tools/database/clients/client-1/init")));

    private static final Map<String, String> HOSTS = Map.of(
            "portfolio", "e2e.localhost", "client-1", "client-1.e2e.localhost", "client-2", "client-2.e2e.localhost");

    private static EstateUnderTest estate;
    private static Databases databases;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 131);
        databases = new Databases(estate.postgresPort);
        estate.up(PORTFOLIO, CLIENT_1, CLIENT_2);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void everyClientAnswersOnItsHostWithItsOwnData() {
        HOSTS.forEach((client, host) -> {
            var page = estate.browser.get(host, "/");
            assertThat(page.statusCode()).as(client).isEqualTo(200);
            assertThat(page.body()).contains(client.equals("portfolio") ? "Owndom" : client);
            var visits = estate.browser.get(host, "/api/v1/visits");
            assertThat(visits.body()).contains(client.replace('-', '_') + "_db");
        });
    }

    @Test
    @Order(1)
    void pageShowsWhatItsDatabaseCounts() {
        var host = "client-1.e2e.localhost";
        var before = estate.browser.get(host, "/api/v1/visits").body();
        estate.browser.get(host, "/");
        assertThat(estate.browser.get(host, "/api/v1/visits").body()).isNotEqualTo(before);
    }

    @Test
    @Order(1)
    void anUnknownHostIsRefused() {
        assertThatThrownBy(() -> estate.browser.get("nobody.e2e.localhost", "/"))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    @Order(1)
    void aWebSocketOpensAndEchoes() {
        assertThat(estate.browser.echo("client-1.e2e.localhost", "/api/ws", "over the proxy"))
                .isEqualTo("over the proxy");
    }

    @Test
    @Order(1)
    void nothingButAWebSocketIsUpgraded() {
        var response = estate.browser.get("client-1.e2e.localhost", "/api/health", "Upgrade", "h2c");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    @Order(1)
    void theProxyAddsItsHeadersAlsoWhereItAddsCaching() {
        var page = estate.browser.get("client-1.e2e.localhost", "/");
        var asset = page.body().replaceAll("(?s).*?(/_next/static/[^\"]+)\".*", "$1");
        var styles = estate.browser.get("client-1.e2e.localhost", asset);
        assertThat(styles.statusCode()).isEqualTo(200);
        assertThat(styles.headers().allValues("Cache-Control")).containsExactly("public, max-age=31536000, immutable");
        for (var response : List.of(page, styles)) {
            assertThat(response.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Server")).contains("nginx");
        }
    }

    @Test
    @Order(1)
    void theProxyAnswersForItsHealthAndCompresses() {
        assertThat(estate.browser.get("client-1.e2e.localhost", "/health").body())
                .isEqualTo("healthy\n");
        var page = estate.browser.get("e2e.localhost", "/", "Accept-Encoding", "gzip");
        assertThat(page.headers().firstValue("Content-Encoding")).contains("gzip");
    }

    @Test
    @Order(1)
    void aBodyOverTheLimitIsRefused() {
        var tooLarge = new byte[11 * 1024 * 1024];
        assertThat(estate.browser
                        .post("client-1.e2e.localhost", "/api/v1/visits", tooLarge)
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    @Order(2)
    void theApiIsLimitedToABurstOfTenAndTenASecondOfEachClient() throws Exception {
        var statuses = new ConcurrentLinkedQueue<Integer>();
        var visitors = Executors.newFixedThreadPool(8);
        var began = System.nanoTime();
        for (var visitor = 0; visitor < 8; visitor++) {
            visitors.execute(() -> {
                while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(PRESSED_SECONDS)) {
                    statuses.add(status("client-2.e2e.localhost"));
                }
            });
        }
        visitors.shutdown();
        assertThat(visitors.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        var seconds = (System.nanoTime() - began) / 1e9;
        for (var request = 0; request < 11; request++) {
            assertThat(status("client-1.e2e.localhost"))
                    .as("another client's visitor")
                    .isEqualTo(200);
        }
        assertThat(statuses).containsOnly(200, 429);
        assertThat((double) statuses.stream().filter(it -> it == 200).count())
                .as("served of %d in %.1f s", statuses.size(), seconds)
                .isBetween(11 + 10.0 * PRESSED_SECONDS - 4, 11 + 10 * seconds + 1);
    }

    /** A busy machine answers the last of them later, and then nobody presses any more. */
    private static final int PRESSED_SECONDS = 2;

    private static int status(String host) {
        return estate.browser.get(host, "/api/health").statusCode();
    }

    @Test
    @Order(3)
    void aSecondUpdateAndARefreshFindNothingToDo() throws Exception {
        estate.expectNoChanges(PORTFOLIO, CLIENT_1, CLIENT_2);
        estate.expectNoDrift();
        estate.expectNoChanges(PORTFOLIO, CLIENT_1, CLIENT_2);
    }

    @Test
    @Order(3)
    void theServerHasTheGuidesSettings() throws Exception {
        try (var admin = superuser("postgres")) {
            assertThat(Databases.column(admin, "SHOW max_connections")).containsExactly("200");
            assertThat(Databases.column(admin, "SHOW shared_buffers")).containsExactly("256MB");
            assertThat(Databases.column(
                            admin,
                            "SELECT (rolcanlogin, rolconnlimit, rolsuper OR rolcreatedb OR rolcreaterole)"
                                    + " FROM pg_roles WHERE rolname ~ '^client.1($|-)' ORDER BY rolcanlogin"))
                    .as("the owner, and who logs in")
                    .containsExactly("(f,-1,f)", "(t,20,f)");
        }
        try (var own = databases.connect(databaseUrl("client-1"), "client_1_db")) {
            assertThat(Databases.column(own, "SELECT extname FROM pg_extension"))
                    .contains("uuid-ossp");
            assertThat(Databases.column(own, "SELECT tableowner FROM pg_tables WHERE schemaname = 'public'"))
                    .containsOnly("client_1");
        }
    }

    @Test
    @Order(3)
    void aClientsRoleReachesNoDatabaseButItsOwn() {
        for (var database : List.of("client_2_db", "portfolio_db", "postgres", "template1")) {
            assertThatThrownBy(() -> databases.connect(databaseUrl("client-1"), database))
                    .as(database)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    @Order(4)
    void addingAndRemovingAClientLeavesEveryOtherContainerAlone() throws Exception {
        var before = estate.docker.lives();
        estate.up(PORTFOLIO, CLIENT_1, CLIENT_2, CLIENT_3);
        assertThat(estate.docker.lives())
                .containsAllEntriesOf(before)
                .containsKeys("client-3-frontend", "client-3-backend");
        var page =
                estate.browser.get("client-3.e2e.localhost", "/api/v1/visits").body();
        assertThat(page).contains("client_3_db");

        var removal = estate.eventsOfUp(PORTFOLIO, CLIENT_1, CLIENT_2);
        assertThat(estate.docker.lives()).isEqualTo(before);
        assertThatThrownBy(() -> estate.browser.get("client-3.e2e.localhost", "/"))
                .hasCauseInstanceOf(IOException.class);
        var order = new ArrayList<String>();
        removal.forEach(it -> {
            if (it.resourceOutputsEvent() != null) {
                var step = it.resourceOutputsEvent().metadata();
                order.add(step.op().name() + " " + step.urn().replaceAll(".*::", ""));
            }
        });
        assertThat(order).contains("DELETE client-3-backend");
        assertThat(order.indexOf("CREATE_REPLACEMENT publish"))
                .isNotNegative()
                .isLessThan(order.indexOf("DELETE client-3-backend"));
        assertThat(estate.output("databases")).containsPattern("client-3=set aside since \\d{4}-\\d{2}-\\d{2}");
        try (var admin = superuser("postgres")) {
            assertThat(Databases.column(admin, "SELECT rolcanlogin FROM pg_roles WHERE rolname ~ '^client.3($|-)'"))
                    .containsExactly("f");
        }
        estate.expectNoChanges(PORTFOLIO, CLIENT_1, CLIENT_2);
    }

    @Test
    @Order(5)
    void aFailingVersionLeavesTheOldOneServingAndTheNextGoodOneCleansUp() throws Exception {
        var before = estate.docker.lives();
        assertThat(unanswered("PORT", "4999"))
                .contains("client-1's new backend never answered GET http://", "  the last lines of client-1-backend-");
        assertThat(unanswered("NODE_OPTIONS", "--require=/no/such/file.js"))
                .contains("client-1's new backend never answered GET http://", "Cannot find module '/no/such/file.js'");
        estate.up(PORTFOLIO, CLIENT_1, CLIENT_2);
        assertThat(estate.browser.get("client-1.e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
        var after = estate.docker.lives();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.get("client-2-backend")).isEqualTo(before.get("client-2-backend"));
        assertThat(after.get("proxy")).isEqualTo(before.get("proxy"));
        estate.expectNoChanges(PORTFOLIO, CLIENT_1, CLIENT_2);
    }

    /** What a person reads of a version of client-1's backend that does not answer, while the old one serves. */
    private static String unanswered(String variable, String value) throws Exception {
        var broken = new Client("client-1", client -> client.backend(app -> app.environment(variable, value)));
        var message = estate.unansweredUp(PORTFOLIO, broken, CLIENT_2);
        assertThat(message)
                .contains("Nothing was switched: what served before still serves.")
                .doesNotContain("Exception", "\tat ");
        assertThat(estate.browser.get("client-1.e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
        return message;
    }

    @Test
    @Order(6)
    void aClientIsDeployedAloneWhileAnotherIsBroken() throws Exception {
        var broken = new Client("client-1", client -> client.backend(app -> app.image("no-such-image:1")));
        var changed = new Client("client-2", client -> client.backend(app -> app.environment("GREETING", "hello")));
        var everything = estate.failedUp(PORTFOLIO, broken, changed);
        assertThat(everything).contains("no-such-image:1");
        var targets = List.of(
                "**::pulumi:pulumi:Stack::**",
                "**::pulumi:providers:*::**",
                "**::owndom:hosting:Estate::**",
                "**::owndom:hosting:Estate$*:*/*:*::**",
                "**::owndom:hosting:Estate$owndom:hosting:PostgresServer**",
                "**::owndom:hosting:Estate$owndom:hosting:ReverseProxy**",
                "**::client-2",
                "**::client-2-**");
        estate.up(estate.options(PORTFOLIO, broken, changed).targets(targets));
        assertThat(Docker.environment(estate.docker.id("client-2", "backend"), "GREETING"))
                .isEqualTo("hello");
        assertThat(estate.browser.get("client-1.e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
        assertThat(estate.browser.get("client-2.e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
        estate.up(PORTFOLIO, CLIENT_1, CLIENT_2);
        estate.expectNoChanges(PORTFOLIO, CLIENT_1, CLIENT_2);
    }

    @Test
    @Order(7)
    void failingInitSqlLeavesNothingHalfDoneAndRunsAgain() throws Exception {
        var directory = Path.of("target/e2e/" + estate.name());
        Files.createDirectories(directory);
        var sql = directory.resolve("01-tables.sql");
        Files.writeString(sql, "CREATE TABLE kept (id int);\n\nCREATE TABLE broken (id nonsense);\n");
        var client = new Client("client-4", options -> options.noFrontend()
                .backend(app ->
                        app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages"))
                .database(database -> database.withInit(directory.toString())));
        for (var attempt = 1; attempt <= 2; attempt++) {
            assertThat(estate.failedUp(PORTFOLIO, CLIENT_1, CLIENT_2, client))
                    .contains("client-4: its init SQL failed. Nothing of it was kept")
                    .contains(sql + ":3: ERROR:  type \"nonsense\" does not exist")
                    .doesNotContain("Exception", "\tat ");
            assertThat(estate.docker.id("client-4", "backend")).isEmpty();
            assertThat(estate.output("clients")).contains("client-2.e2e.localhost");
            try (var admin = superuser("client_4_db")) {
                assertThat(Databases.column(admin, "SELECT tablename FROM pg_tables WHERE tableowner = 'client_4'"))
                        .isEmpty();
            }
        }
        Files.writeString(
                sql,
                "CREATE TABLE kept (id int);\nCREATE TABLE visits (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), path text, visited_at timestamptz DEFAULT now());\n");
        estate.up(PORTFOLIO, CLIENT_1, CLIENT_2, client);
        assertThat(estate.browser.get("client-4.e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
        Files.writeString(sql, "CREATE TABLE never (id int);\n");
        estate.up(PORTFOLIO, CLIENT_1, CLIENT_2, client);
        try (var admin = superuser("client_4_db")) {
            assertThat(Databases.column(admin, "SELECT tablename FROM pg_tables WHERE tableowner = 'client_4'"))
                    .contains("kept")
                    .doesNotContain("never");
        }
    }

    private static java.sql.Connection superuser(String database) throws SQLException {
        var password = Shell.run("docker", "exec", "e2e_postgres_" + estate.name(), "cat", "/run/postgres-password");
        return databases.connect("postgres", password, database);
    }

    private static String databaseUrl(String client) {
        return Docker.environment(estate.docker.id(client, "backend"), "DATABASE_URL");
    }
}
