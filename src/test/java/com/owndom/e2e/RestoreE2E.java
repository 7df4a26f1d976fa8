package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Data restored, forgotten and adopted with {@code ./hosting}, as a person does it, one thing after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreE2E {

    private static final String HOST = "client-1.e2e.localhost";
    private static final String APP =
            """
            client -> client.noFrontend().apiRate(10_000)
                .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages").volume("files", "/srv/files"))
                .database(it -> it.withInit("tools/database/clients/client-1/init"))""";
    private static final String CLIENT_1 = "new Client(\"client-1\", " + APP + ")";
    private static final String CLIENT_2 = "new Client(\"client-2\", " + APP + ")";
    private static final String CLIENT_3 =
            "new Client(\"client-3\", client -> client.noFrontend().backend(app -> app.dockerfile(\"apps/client-1/backend/Dockerfile\").sources(\"apps/client-1\", \"packages\")).database(it -> it.withServer(\"reports\").withInit(\"tools/database/clients/client-1/init\")))";
    private static final String CLIENT_1_WITHOUT_DATABASE =
            "new Client(\"client-1\", client -> client.noBackend().frontend(app -> app.dockerfile(\"apps/frontend/Dockerfile\").sources(\"apps/frontend\", \"packages\").volume(\"files\", \"/srv/files\")))";
    private static final String CLIENT_2_WITHOUT_FILES = CLIENT_2.replace(".volume(\"files\", \"/srv/files\")", "");
    private static final String REPORTS =
            "new com.owndom.hosting.database.DatabaseServer(\"reports\").withPort(%d)".formatted(FreePort.next());
    private static final String PORTFOLIO =
            "new Client(\"stays\", client -> client.noBackend().frontend(app -> app.dockerfile(\"apps/frontend/Dockerfile\").sources(\"apps/frontend\", \"packages\")))";

    private static Checkout checkout;
    private static Browser browser;
    private static int httpPort;
    private static String backup;

    @BeforeAll
    static void bringUp() throws Exception {
        checkout = new Checkout();
        var settings = Checkout.production(221);
        httpPort = Integer.parseInt(settings.get("httpPort"));
        browser = new Browser(httpPort);
        checkout.settings(settings);
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        declared(CLIENT_1, CLIENT_3);
        visit();
        fill("owndom_client_1_files_" + checkout.stack);
        checkout.succeed("backup", "client-1");
        // The container may be about to make one of its own.
        backup = checkout.succeed("backups", "client-1")
                .lines()
                .filter(it -> it.contains("  database  "))
                .reduce((first, last) -> last)
                .orElseThrow()
                .split(" ")[0];
        visit();
    }

    @AfterAll
    static void remove() {
        checkout.remove();
    }

    @Test
    @Order(1)
    void aRestoreTakesThePlaceOfWhatIsThereAndCanBeUndone() throws Exception {
        assertThat(visits(HOST)).isEqualTo(2);
        var printed = checkout.succeed("restore", "client-1", "--at", backup, "--yes");
        assertThat(printed).containsPattern("away for at most \\d+ ms").contains("--undo", "--confirm");
        assertThat(visits(HOST)).isEqualTo(1);
        assertThat(visit()).isEqualTo(2);
        assertThat(visit()).isEqualTo(3);
        assertThat(checkout.hosting("restore", "client-1", "--yes").code()).isEqualTo(1);

        assertThat(checkout.succeed("status"))
                .contains("client_1_old: restored for client-1", "Backups are on this host alone")
                .containsPattern("BACKUPS OF +LAST +LAST VERIFIED +STATE\\Rclient-1 +\\d+ min +[-\\d]");
        checkout.succeed("restore", "client-1", "--undo");
        assertThat(visits(HOST)).isEqualTo(2);
        checkout.succeed("restore", "client-1", "--undo");
        assertThat(visits(HOST)).isEqualTo(3);
        assertThat(sql("SELECT datallowconn FROM pg_database WHERE datname = 'client_1_old'"))
                .isEqualTo("f");
        checkout.succeed("restore", "client-1", "--confirm", "--yes");
        assertThat(databases()).isEqualTo("client_1_db");
        checkout.succeed("preview", "--expect-no-changes", "--refresh");
    }

    @Test
    @Order(2)
    void aRestoreBesideLeavesWhatIsThereAlone() throws Exception {
        checkout.succeed("restore", "client-1", "--at", backup, "--into", "scratch");
        assertThat(databases()).isEqualTo("client_1_db scratch");
        assertThat(checkout.docker.sql("scratch", "SELECT count(*) FROM visits"))
                .isEqualTo("1");
        assertThat(checkout.docker.sql("scratch", "SELECT tableowner FROM pg_tables WHERE tablename = 'visits'"))
                .isEqualTo("client_1");
        assertThat(visits(HOST)).isEqualTo(3);
        assertThat(checkout.hosting("restore", "client-1", "--drop", "client_1_db")
                        .code())
                .isEqualTo(1);
        checkout.succeed("restore", "client-1", "--drop", "scratch");
        assertThat(databases()).isEqualTo("client_1_db");
        var archive = checkout.directory.resolve("files.tar").toString();
        checkout.succeed("restore", "client-1", "--archive", archive);
        assertThat(Shell.run("tar", "-xOf", archive, "--wildcards", "*files/file"))
                .isEqualTo("precious");
    }

    @Test
    @Order(3)
    void filesTakeThePlaceOfThoseThatAreThereAndCanBeUndone() throws Exception {
        var volume = "owndom_client_1_files_" + checkout.stack;
        in(volume, "echo spoilt > /v/file && touch /v/later && chown -R 1000 /v");
        var printed = checkout.succeed("restore", "client-1", "--files", "--yes");
        assertThat(printed).containsPattern("stood still for \\d+ ms").contains("--undo", "--confirm");
        assertThat(in(volume, "ls /v && cat /v/file")).isEqualTo("file\nprecious");
        assertThat(checkout.hosting("restore", "client-1", "--files", "--yes").code())
                .isEqualTo(1);
        checkout.succeed("restore", "client-1", "--files", "--undo");
        assertThat(in(volume, "ls /v && cat /v/file")).isEqualTo("file\nlater\nspoilt");
        checkout.succeed("restore", "client-1", "--files", "--undo");
        checkout.succeed("restore", "client-1", "--files", "--confirm", "--yes");
        assertThat(in(volume, "ls -A /v && cat /v/file")).isEqualTo("file\nprecious");
        Eventually.within(30, "client-1 answers again", () -> browser.get(HOST, "/api/v1/visits")
                .body()
                .contains("\"visits\":3"));
    }

    @Test
    @Order(4)
    void aClientThatIsGoneIsForgottenAfterOneMoreBackup() throws Exception {
        assertThat(checkout.hosting("forget", "client-1", "--name", "client-1").printed())
                .contains("Remove its line");
        checkout.succeed("backup", "client-3");
        checkout.succeed("restore", "client-3", "--yes");
        checkout.succeed("restore", "client-3", "--into", "scratch");
        declared(PORTFOLIO);
        checkout.declareWithServers(REPORTS, PORTFOLIO, CLIENT_1);
        assertThat(checkout.succeed("preview"))
                .contains("client-1: what it had comes back, with all that is in it: its database, set aside since");
        checkout.declareWithServers(REPORTS, PORTFOLIO);
        assertThat(checkout.succeed("status")).contains("Set aside of client-1: its database", "volume files");
        assertThat(checkout.hosting("forget", "client-1").printed()).contains("Nothing was dropped");
        assertThat(databases()).isEqualTo("client_1_db");

        var printed = checkout.succeed("forget", "client-1", "--name", "client-1");
        assertThat(printed).contains("was restored and compared", "client-1 is forgotten");
        assertThat(databases()).isEmpty();
        assertThat(sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'client%'"))
                .isEqualTo("0");
        assertThat(Shell.run("docker", "volume", "ls", "--quiet"))
                .doesNotContain(checkout.stack + "_files")
                .doesNotContain("client_1_files_" + checkout.stack);
        assertThat(checkout.succeed("status")).doesNotContain("client-1");
        checkout.succeed("preview", "--expect-no-changes");
    }

    @Test
    @Order(5)
    void aClientOnAFurtherServerIsForgottenThereOnceNothingIsLeftToDecide() throws Exception {
        assertThat(checkout.hosting("backups", "client-3", "--erase", "--name", "client-3")
                        .printed())
                .contains("Data of client-3 are still there");
        var refused = checkout.hosting("forget", "client-3", "--name", "client-3");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.printed())
                .contains("client_3_old: restored for client-3", "./hosting restore client-3 --drop scratch");
        checkout.succeed("restore", "client-3", "--undo");
        checkout.succeed("restore", "client-3", "--confirm", "--yes");
        checkout.succeed("restore", "client-3", "--drop", "scratch");
        assertThat(checkout.succeed("forget", "client-3", "--name", "client-3"))
                .contains("was restored and compared", "client-3 is forgotten");
        assertThat(onReports("SELECT count(*) FROM pg_database WHERE datname LIKE 'client%'"))
                .isEqualTo("0");
        assertThat(onReports("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'client%'"))
                .isEqualTo("0");
        assertThat(checkout.succeed("status")).doesNotContain("client-3");
        checkout.succeed("preview", "--expect-no-changes");
    }

    @Test
    @Order(6)
    void whatWasForgottenComesBackFromItsLastBackup() throws Exception {
        var forgotten = Instant.now().toString();
        adoptable();
        checkout.succeed("adopt", "client-2", "--database", "legacy", "--volume", "files=legacy_" + checkout.stack);
        checkout.declareWithServers(REPORTS, CLIENT_1, CLIENT_2);
        checkout.succeed("up", "client-2", "--yes");
        assertThat(visits("client-2.e2e.localhost")).isEqualTo(7);
        checkout.succeed("up", "--skip-preview");
        assertThat(visits(HOST)).isZero();
        retentionOfTheNewClient();
        checkout.succeed("restore", "client-1", "--at", forgotten, "--yes");
        assertThat(visits(HOST)).isEqualTo(3);
    }

    @Test
    @Order(7)
    void whatWasAdoptedIsTheClientsAsItWas() throws Exception {
        assertThat(visits("client-2.e2e.localhost")).isEqualTo(7);
        var backend = checkout.docker.id("client-2", "backend");
        assertThat(Shell.run("docker", "exec", backend, "cat", "/srv/files/file"))
                .isEqualTo("precious");
        assertThat(databases()).doesNotContain("legacy");
        checkout.succeed("preview", "--expect-no-changes", "--refresh");
        assertThat(checkout.hosting("adopt", "client-2", "--database", "legacy").printed())
                .contains("nothing was changed", "the server has none of that name", "has one in the estate already");
    }

    @Test
    @Order(8)
    void whatAClientDoesNotUseAnyMoreIsForgottenAndNothingElseOfIt() throws Exception {
        fill("owndom_client_1_files_" + checkout.stack);
        checkout.succeed("restore", "client-1", "--confirm", "--yes");
        declared(CLIENT_1_WITHOUT_DATABASE, CLIENT_2_WITHOUT_FILES);
        assertThat(checkout.succeed("status"))
                .contains("Set aside of client-1: its database", "Set aside of client-2: volume files");
        checkout.succeed("preview", "--expect-no-changes", "--refresh");
        checkout.succeed("backup", "client-1");
        checkout.succeed("backup", "client-2");
        assertThat(checkout.hosting("forget", "client-2", "--name", "client-1").printed())
                .contains("Nothing was dropped");
        var lives = livesOfWhatServes();
        try (var visitors = new Visitors(Door.http(httpPort))) {
            visitors.of("client-2.e2e.localhost");
            visitors.ofData("client-2.e2e.localhost");
            for (var client : List.of("client-1", "client-2")) {
                assertThat(checkout.succeed("forget", client, "--name", client))
                        .contains("is forgotten; what it uses is as it was");
            }
            assertThat(visitors.leave()).isEmpty();
        }
        assertThat(livesOfWhatServes()).isEqualTo(lives);
        assertThat(databases()).isEqualTo("client_2_db");
        assertThat(sql("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'client_1%'"))
                .isEqualTo("0");
        assertThat(Shell.run("docker", "volume", "ls", "--quiet"))
                .contains("owndom_client_1_files_" + checkout.stack)
                .doesNotContain("legacy_" + checkout.stack);
        assertThat(in("owndom_client_1_files_" + checkout.stack, "cat /v/file")).isEqualTo("precious");
        assertThat(visits("client-2.e2e.localhost")).isEqualTo(7);
        assertThat(checkout.succeed("status")).doesNotContain("Set aside of client-1", "Set aside of client-2");
        checkout.succeed("preview", "--expect-no-changes", "--refresh");
        assertThat(checkout.succeed("backups", "client-1")).containsPattern("(?m)  database  .*verified$");
        checkout.succeed("backup", "client-1");
        checkout.succeed("backup", "client-2");
        assertThat(checkout.succeed("recover", "--yes")).contains("what there is follows the backups");
    }

    @Test
    @Order(9)
    void aForgottenVolumeComesBackFromItsLastBackup() throws Exception {
        declared(CLIENT_1_WITHOUT_DATABASE, CLIENT_2);
        var last = checkout.succeed("backups", "client-2")
                .lines()
                .filter(it -> it.matches(".*  unused  .*verified"))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        checkout.succeed("restore", "client-2", "--files", "--at", last, "--yes");
        assertThat(in("owndom_client_2_files_" + checkout.stack, "cat /v/file")).isEqualTo("precious");
        checkout.succeed("restore", "client-2", "--files", "--confirm", "--yes");
    }

    /** Its backups are of the same hour as the last one of who was forgotten, and of the same name. */
    private static void retentionOfTheNewClient() throws Exception {
        checkout.succeed("backup", "client-1");
        checkout.docker.backup("verify", "client-1");
        checkout.docker.backup("expire");
    }

    private static Map<String, String> livesOfWhatServes() {
        var lives = checkout.docker.lives();
        lives.keySet().removeIf(it -> it.startsWith("backups"));
        return lives;
    }

    /** What the guide's way by hand leaves: a role that logs in, its database with tables of the superuser's, a volume. */
    private static void adoptable() {
        sql("CREATE ROLE legacy LOGIN PASSWORD 'legacy'");
        sql("CREATE DATABASE legacy OWNER legacy");
        checkout.docker.sql("legacy", "CREATE EXTENSION \"uuid-ossp\"");
        checkout.docker.sql(
                "legacy",
                "CREATE TABLE visits (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), visited_at timestamptz NOT NULL DEFAULT now());"
                        + " INSERT INTO visits SELECT FROM generate_series(1, 7)");
        var volume = "legacy_" + checkout.stack;
        Shell.run("docker", "volume", "create", volume);
        fill(volume);
    }

    private static void fill(String volume) {
        in(volume, "echo precious > /v/file");
    }

    private static String in(String volume, String command) {
        return Shell.run("docker", "run", "--rm", "-v", volume + ":/v", "postgres:17", "sh", "-c", command);
    }

    private static void declared(String... clients) throws Exception {
        checkout.declareWithServers(REPORTS, clients);
        checkout.succeed("up", "--skip-preview");
    }

    private static long visit() {
        browser.post(HOST, "/api/v1/visits", new byte[0]);
        return visits(HOST);
    }

    private static long visits(String host) {
        var answer = browser.get(host, "/api/v1/visits").body();
        return Long.parseLong(answer.replaceAll("(?s).*\"visits\":(\\d+).*", "$1"));
    }

    private static String databases() {
        return sql(
                "SELECT coalesce(string_agg(datname, ' ' ORDER BY datname), '') FROM pg_database WHERE datname NOT IN ('postgres', 'template0', 'template1') AND datname NOT LIKE 'hosting_verify%'");
    }

    private static String onReports(String statement) {
        return checkout.docker.sql("postgres-reports", "postgres", statement);
    }

    private static String sql(String statement) {
        return checkout.docker.sql("postgres", statement);
    }
}
