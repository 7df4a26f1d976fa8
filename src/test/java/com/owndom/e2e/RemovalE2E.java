package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.DestroyOptions;
import com.pulumi.automation.PreviewOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What becomes of a client's data when it goes, comes back and is renamed, on the real engine, in the order of its life. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemovalE2E {

    private static final String HOST = "client-1.e2e.localhost";
    private static final Client CLIENT_2 = new Client("client-2", RemovalE2E::small);
    private static final Client CLIENT_1 = new Client("client-1", RemovalE2E::withFiles);
    private static final Client SHOP =
            new Client("shop", client -> withFiles(client).formerly("client-1").alias(HOST));

    private static EstateUnderTest estate;
    private static Databases databases;

    /** One small app for each: the same image for both. */
    private static ClientBuilder small(ClientBuilder client) {
        return client.noFrontend()
                .apiRate(1000)
                .backend(RemovalE2E::app)
                .database(it -> it.withInit("tools/database/clients/client-1/init"));
    }

    private static ClientBuilder withFiles(ClientBuilder client) {
        return small(client).backend(app -> app(app).volume("files", "/srv/files"));
    }

    private static AppBuilder app(AppBuilder app) {
        return app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages");
    }

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 220);
        databases = new Databases(estate.postgresPort);
        estate.up(CLIENT_1, CLIENT_2);
        estate.browser.post(HOST, "/api/v1/visits", new byte[0]);
        Shell.run(
                "sh", "-c", "docker run --rm -v %s:/v postgres:17 sh -c 'echo precious > /v/file'".formatted(volume()));
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(2)
    void aRemovedClientsDataAreClosedAndStay() throws Exception {
        var before = estate.docker.lives();
        before.remove("client-1-backend");
        estate.up(CLIENT_2);
        assertThat(estate.docker.lives()).isEqualTo(before);
        assertThat(estate.output("databases")).containsPattern("client-1=.?set aside");
        assertThat(estate.output("volumes")).containsPattern("files=set aside since \\d{4}-\\d{2}-\\d{2}");
        try (var admin = superuser("postgres")) {
            assertThat(
                            Databases.column(
                                    admin,
                                    "SELECT datallowconn OR rolcanlogin FROM pg_database, pg_roles WHERE datname = 'client_1_db' AND rolname = 'client_1'"))
                    .containsExactly("f");
        }
        assertThatThrownBy(() -> superuser("client_1_db"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("not currently accepting connections");
        assertThat(Shell.run("docker", "volume", "ls", "--quiet")).contains(volume());
        estate.expectNoChanges(CLIENT_2);
        estate.expectNoDrift();
    }

    @Test
    @Order(3)
    void nothingThatHoldsDataIsReplacedOrDestroyed() {
        for (var resource : List.of(
                "$owndom:hosting:PostgresServer$postgresql:index/database:Database::client-1",
                "$owndom:hosting:PostgresServer$docker:index/volume:Volume::postgres-data",
                "$docker:index/volume:Volume::client-1-files")) {
            var urn = "urn:pulumi:" + estate.name() + "::owndom::owndom:hosting:Estate" + resource;
            var options = PreviewOptions.builder().program(estate.declare(CLIENT_2));
            assertThatThrownBy(() -> estate.stack()
                            .preview(options.replaces(List.of(urn)).build()))
                    .as(resource)
                    .isInstanceOf(AutomationException.class)
                    .hasMessageContaining("protect");
        }
        assertThatThrownBy(() -> estate.stack().destroy(DestroyOptions.builder().build()))
                .isInstanceOf(AutomationException.class)
                .hasMessageContaining("protect");
        assertThat(estate.docker.lives()).containsKeys("postgres");
        assertThat(Shell.run("docker", "volume", "ls", "--quiet")).contains(volume());
    }

    @Test
    @Order(4)
    void aClientThatReturnsFindsAllOfIt() throws Exception {
        estate.up(CLIENT_1, CLIENT_2);
        assertThat(visits(HOST)).isEqualTo(1);
        assertThat(file("client-1")).isEqualTo("precious");
    }

    @Test
    @Order(5)
    void aRenamedClientKeepsItsDataAndLosesNoRequest() throws Exception {
        var role = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'client_1%' ORDER BY rolname";
        List<String> before;
        try (var admin = superuser("postgres")) {
            before = Databases.column(admin, role);
        }
        try (var visitors = new Visitors(Door.http(estate.httpPort))) {
            visitors.of(HOST);
            estate.up(SHOP, CLIENT_2);
            assertThat(visitors.leave()).isEmpty();
            assertThat(visitors.served("before", "new", HOST)).isGreaterThan(10);
        }
        assertThat(estate.docker.lives()).containsKey("shop-backend").doesNotContainKey("client-1-backend");
        assertThat(visits("shop.e2e.localhost")).isEqualTo(1);
        assertThat(file("shop")).isEqualTo("precious");
        try (var admin = superuser("postgres")) {
            assertThat(Databases.column(admin, role)).isEqualTo(before);
            assertThat(Databases.column(admin, "SELECT datname FROM pg_database WHERE datname LIKE 'shop%'"))
                    .isEmpty();
        }
        estate.expectNoChanges(SHOP, CLIENT_2);
        assertThat(estate.failedUp(SHOP, CLIENT_1, CLIENT_2)).contains("client-1", "data of \"client-1\"");
    }

    private static long visits(String host) {
        var answer = estate.browser.get(host, "/api/v1/visits").body();
        return Long.parseLong(answer.replaceAll(".*\"visits\":(\\d+).*", "$1"));
    }

    private static String file(String client) {
        return Shell.run("docker", "exec", estate.docker.id(client, "backend"), "cat", "/srv/files/file");
    }

    private static String volume() {
        return "e2e_client_1_files_" + estate.name();
    }

    private static Connection superuser(String database) throws SQLException {
        var password = Shell.run("docker", "exec", "e2e_postgres_" + estate.name(), "cat", "/run/postgres-password");
        return databases.connect("postgres", password, database);
    }
}
