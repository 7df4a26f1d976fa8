package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code ./hosting move}: a client's database goes from PostgreSQL 15 to 17 while the client writes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MoveE2E {

    private static final int PORT = FreePort.next();
    private static final int REPORTS_PORT = FreePort.next();
    private static final String REPORTS =
            "new com.owndom.hosting.database.DatabaseServer(\"reports\").withPort(%d)".formatted(REPORTS_PORT);
    private static final String CLIENT_1_WITHOUT_DATABASE =
            "new Client(\"client-1\", client -> client.noBackend().frontend(app -> app.dockerfile(\"apps/frontend/Dockerfile\").sources(\"apps/frontend\", \"packages\")))";

    private static Checkout checkout;
    private static Map<String, String> others;
    private static String backupOf15;

    @BeforeAll
    static void bringUp() throws Exception {
        checkout = new Checkout();
        var settings = Checkout.production(210);
        settings.put("postgresPort", String.valueOf(PORT));
        settings.put("postgresImage", "postgres:15");
        settings.put("backups", "true");
        checkout.settings(settings);
        checkout.declareWithServers(REPORTS, client("client-1", "postgres"), client("client-2", "postgres"));
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        checkout.succeed("up", "--skip-preview");
        others = othersLives();
    }

    @AfterAll
    static void remove() {
        checkout.remove();
    }

    @Test
    @Order(1)
    void anUpdateLeavesDataWhereItIsAndSaysSo() throws Exception {
        psql(
                """
                CREATE TABLE note (id bigserial PRIMARY KEY, body text, at timestamptz DEFAULT now());
                CREATE TABLE log (line text);
                CREATE MATERIALIZED VIEW lengths AS SELECT length(body), count(*) FROM note GROUP BY 1;
                INSERT INTO note (body) SELECT repeat('ä', n % 50) FROM generate_series(1, 20000) n;
                INSERT INTO log SELECT 'the same line' FROM generate_series(1, 100);
                CREATE TABLE archive AS SELECT repeat(md5(n::text), 8) AS t FROM generate_series(1, 50000) n;
                CREATE SEQUENCE invoices START 4711;
                SELECT nextval('invoices');
                CREATE SEQUENCE tickets;
                SELECT setval('tickets', 500, false);
                CREATE SEQUENCE receipts;
                SELECT nextval('receipts');
                ALTER SEQUENCE receipts RESTART WITH 900;
                CREATE SEQUENCE unused START 7;
                CREATE SCHEMA app CREATE TABLE app.price (cents int CHECK (cents > 0));
                INSERT INTO app.price VALUES (99);
                ALTER DATABASE client_1_db SET search_path = app, public;
                """);
        superuser("postgres", "CREATE ROLE reporting");
        superuser("postgres", "CREATE ROLE dashboards");
        superuser("postgres", "GRANT CONNECT ON DATABASE client_1_db TO dashboards");
        psql("GRANT SELECT ON public.note TO reporting");
        backupOf15 = backUp();
        assertThat(checkout.docker.backup("verify", "client-1")).contains("was restored and compared");
        withExtension("postgres");
        inDatabase("postgres", "CREATE EXTENSION places");
        checkout.declareWithServers(REPORTS, client("client-1", "reports"), client("client-2", "postgres"));
        assertThat(checkout.succeed("up", "--yes"))
                .contains("client-1: its data is on server postgres and stays there, though the program says reports");
        assertThat(databaseUrl()).contains("@postgres:5432/client_1_db");
    }

    @Test
    @Order(2)
    void whatCannotBeReplicatedIsSaidBeforeAnythingStarts() throws Exception {
        psql("SELECT lo_from_bytea(4711, 'large'); CREATE UNLOGGED TABLE cache (a int);");
        superuser("postgres", "CREATE DATABASE scratch OWNER client_1");
        superuser("postgres", "COMMENT ON DATABASE scratch IS 'restored for client-1: its backup'");
        inDatabase("postgres", "INSERT INTO public.places VALUES (3, 'Here', false)");
        var ended = checkout.hosting("move", "client-1", "--to", "reports", "--yes");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed())
                .contains("1 large objects are not replicated", "table app.cache is unlogged", "nothing was changed")
                .contains("1 rows of public.places, which belongs to extension places, are no part of it")
                .contains("database scratch is its own too: ./hosting restore client-1 --drop scratch")
                .contains("extension places is not in the image of reports");
        assertThat(checkout.succeed("stack", "output", "databases")).doesNotContain("copying");
        psql("SELECT lo_unlink(4711); DROP TABLE cache;");
        superuser("postgres", "DROP DATABASE scratch");
        inDatabase("postgres", "DELETE FROM public.places WHERE NOT shipped");
        withExtension("postgres-reports");
    }

    @Test
    @Order(3)
    void aMoveThatIsKilledOrFailsGoesOnOrIsAbandonedAndNoWriteIsLost() throws Exception {
        var writer = new AppWriter(checkout.docker, Map.of("postgres", PORT, "postgres-reports", REPORTS_PORT));
        writer.start();
        killedAtItsStop();
        assertThat(checkout.succeed("move", "client-1", "--abandon")).contains("client-1 stays on postgres");
        assertServesOnPostgres(writer);
        assertThat(superuser("postgres-reports", "SELECT datname FROM pg_database"))
                .doesNotContain("client_1_db");

        var changed = moveAnd("  copied: ", MoveE2E::changeDefinitions);
        assertThat(changed.code()).isEqualTo(1);
        assertThat(changed.printed())
                .contains(
                        "changed while they were copied",
                        "tax(numeric); Type: FUNCTION",
                        "served from postgres as before");
        assertServesOnPostgres(writer);

        // Its views are made, and then it is found to differ, by a row that the copy alone has.
        var differs = moveAnd(
                "  copied: ", move -> inDatabase("postgres-reports", "INSERT INTO public.log VALUES ('another line')"));
        assertThat(differs.code()).isEqualTo(1);
        assertThat(differs.printed())
                .contains("begins again", "The copy is not what the original is", "served from postgres as before");
        assertServesOnPostgres(writer);
        inDatabase("postgres-reports", "DELETE FROM public.log WHERE line = 'another line'");

        killedAtItsStop();
        var printed = checkout.succeed("move", "client-1", "--to", "reports", "--yes");
        Eventually.within(20, "the client writes where it lives", writer.hasWrittenTo("postgres-reports"));
        var acknowledged = writer.end();
        assertThat(printed)
                .doesNotContain("begins again")
                .contains("the same checksums", "client-1 is on reports. It stood still for ")
                .contains("./hosting move client-1 --confirm drops it");
        assertThat(acknowledged).hasSizeGreaterThan(10);
        assertThat(written()).containsAll(acknowledged);
        assertThat(query("SELECT count(*) FROM note WHERE body NOT LIKE 'w-%'")).isEqualTo("20000");
        assertThat(query("SELECT count(*) FROM log")).isEqualTo("100");
        assertThat(query("SELECT count(*) FROM archive")).isEqualTo("50000");
        assertThat(Integer.parseInt(query("SELECT sum(count) FROM lengths")))
                .as("notes in the view that was made while the client stood still")
                .isGreaterThanOrEqualTo(
                        20_000 + writer.acknowledgedBy("postgres").size());
    }

    @Test
    @Order(4)
    void whatBelongsToTheDataIsThereOnTheNewerServer() throws Exception {
        assertThat(query("SHOW server_version_num")).startsWith("17");
        assertThat(query("SELECT nextval('invoices')")).isEqualTo("4712");
        assertThat(query("SELECT nextval('tickets'), nextval('receipts'), nextval('unused')"))
                .isEqualTo("500|900|7");
        assertThat(query("SELECT nextval('note_id_seq') > max(id) FROM note")).isEqualTo("t");
        assertThat(query("SHOW search_path")).isEqualTo("app, public");
        assertThat(query("SELECT tableowner FROM pg_tables WHERE tablename = 'price'"))
                .isEqualTo("client_1");
        assertThat(query("SELECT has_table_privilege('reporting', 'note', 'SELECT')"))
                .isEqualTo("t");
        assertThat(query("SELECT extname FROM pg_extension WHERE extname = 'uuid-ossp'"))
                .isEqualTo("uuid-ossp");
        assertThat(query("SELECT tax(100)")).isEqualTo("119.00");
        assertThat(query("SELECT count(*) FROM places")).isEqualTo("2");
        var mayConnect =
                "SELECT has_database_privilege(r, 'client_1_db', 'CONNECT') FROM unnest('{dashboards,reporting}'::name[]) r";
        assertThat(query(mayConnect).lines()).containsExactly("t", "f");
    }

    @Test
    @Order(4)
    void anOlderServerDoesNotTakeTheClient() throws Exception {
        var back = checkout.hosting("move", "client-1", "--to", "postgres", "--yes");
        assertThat(back.code()).isEqualTo(1);
        assertThat(back.printed())
                .contains("postgres has PostgreSQL 15, older than the 17 of reports", "nothing was changed");
    }

    /** The newer server has what clients 2 and 3 could have left there in a life before; one of them lives on the older one. */
    @Test
    @Order(4)
    void whatOthersHaveLeftInBackupsIsRefusedByAnOlderServerAndErasedFromAll() throws Exception {
        assertThat(backUp()).isNotEqualTo(backupOf15);
        for (var client : List.of("client_2", "client_3")) {
            superuser("postgres-reports", "CREATE ROLE " + client);
            superuser("postgres-reports", "CREATE DATABASE %s_db OWNER %1$s".formatted(client));
        }
        checkout.docker.backupOf("backups-reports", "anew", "client-2");
        checkout.docker.backupOf("backups-reports", "now", "client-1", "client-2", "client-3");
        var refused = checkout.hosting("restore", "client-2", "--at", newestBackup("client-2"), "--yes");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.printed())
                .contains("the backup is of PostgreSQL 17, and this server is 15: an older one can't restore it")
                .contains("client_2_db was not touched, and serves");
        assertThat(superuser("postgres", "SELECT datname FROM pg_database")).doesNotContain("client_2_new");

        assertThat(checkout.hosting("backups", "client-3", "--erase").printed())
                .contains("What goes: what is client-3's in 1 backups", "Nothing was dropped");
        assertThat(checkout.succeed("backups", "client-3", "--erase", "--name", "client-3"))
                .contains("client-3 is in no backup any more");
        assertThat(checkout.hosting("backups", "client-1", "--erase", "--name", "client-1")
                        .printed())
                .contains("client-1 is in the program");
        assertThat(checkout.docker.backupOf("backups-reports", "verify", "client-1"))
                .contains("was restored and compared");
        for (var client : List.of("client_2", "client_3")) {
            superuser("postgres-reports", "DROP DATABASE %s_db".formatted(client));
            superuser("postgres-reports", "DROP ROLE " + client);
        }
    }

    @Test
    @Order(4)
    void anotherMajorVersionInThePlaceOfAServerIsRefused() throws Exception {
        checkout.succeed("config", "set", "postgresImage", "postgres:17");
        var ended = checkout.hosting("preview");
        checkout.succeed("config", "set", "postgresImage", "postgres:15");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed()).contains("postgresImage: postgres:17: its data are of PostgreSQL 15");
    }

    @Test
    @Order(4)
    void oneServerServesTheClientAndTheOtherKeepsWhatItHad() throws Exception {
        assertThat(othersLives()).isEqualTo(others);
        assertThat(checkout.succeed("stack", "output", "databases")).contains("in use on reports, moved from postgres");
        assertThat(checkout.succeed("status")).contains("client-1 moved from server postgres");
        assertThat(superuser("postgres", "SELECT datallowconn FROM pg_database WHERE datname = 'client_1_db'"))
                .isEqualTo("f");
        assertThat(superuser("postgres", "SELECT count(*) FROM pg_replication_slots"))
                .isEqualTo("0");
        assertThat(superuser("postgres", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'move%'"))
                .isEqualTo("0");
        assertThat(superuser("postgres-reports", "SELECT count(*) FROM pg_subscription"))
                .isEqualTo("0");
        assertThat(checkout.succeed("up", "--yes", "--expect-no-changes")).doesNotContain("stays there");
    }

    @Test
    @Order(5)
    void onceConfirmedNothingIsLeftBehind() throws Exception {
        assertThat(checkout.hosting("move", "client-1", "--confirm").code()).isEqualTo(1);
        checkout.succeed("move", "client-1", "--confirm", "--yes");
        assertThat(superuser("postgres", "SELECT count(*) FROM pg_database WHERE datname = 'client_1_db'"))
                .isEqualTo("0");
        assertThat(superuser("postgres", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'client_1%'"))
                .isEqualTo("0");
        assertThat(checkout.succeed("stack", "output", "databases")).doesNotContain("moved from");
        checkout.succeed("up", "--yes", "--expect-no-changes");
    }

    /** The first one, which is kept until there are as many as there may be. */
    @Test
    @Order(6)
    void aBackupOfTheOlderServerIsRestoredOnTheNewerOneAndUndone() throws Exception {
        var moved = query("SELECT count(*) FROM public.note");
        var oldest =
                backups("client-1").filter(it -> it.contains("  database  ")).findFirst();
        var id = oldest.orElseThrow().split(" ")[0];
        assertThat(checkout.docker.backupOf("backups-reports", "show", "client-1", id))
                .contains("\nserver\t15");
        assertThat(checkout.succeed("restore", "client-1", "--at", id, "--yes"))
                .contains("client-1 runs on its backup of ");
        assertThat(query("SHOW server_version_num")).startsWith("17");
        assertThat(query("SELECT count(*) FROM public.opening_hours")).isEqualTo("4");
        assertThat(query("SELECT extname FROM pg_extension WHERE extname = 'uuid-ossp'"))
                .isEqualTo("uuid-ossp");
        checkout.succeed("restore", "client-1", "--undo");
        assertThat(query("SELECT count(*) FROM public.note")).isEqualTo(moved);
        checkout.succeed("restore", "client-1", "--confirm", "--yes");
        checkout.succeed("up", "--yes", "--expect-no-changes");
    }

    @Test
    @Order(7)
    void whatItDoesNotUseAnyMoreIsForgottenThereAndItBeginsAnewOnTheOther() throws Exception {
        checkout.declareWithServers(REPORTS, CLIENT_1_WITHOUT_DATABASE, client("client-2", "postgres"));
        checkout.succeed("up", "--yes");
        assertThat(checkout.succeed("status")).contains("Set aside of client-1: its database");
        assertThat(checkout.succeed("forget", "client-1", "--name", "client-1"))
                .contains("is forgotten; what it uses is as it was");
        assertThat(superuser("postgres-reports", "SELECT datname FROM pg_database WHERE datname LIKE 'client%'"))
                .isEmpty();
        assertThat(superuser("postgres-reports", "SELECT rolname FROM pg_roles WHERE rolname LIKE 'client%'"))
                .isEmpty();
        assertThat(superuser("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'client%'"))
                .isEqualTo("client_2_db");
        assertThat(othersLives()).isEqualTo(others);
        var last = newestBackup("client-1");

        checkout.declareWithServers(REPORTS, client("client-1", "postgres"), client("client-2", "postgres"));
        checkout.succeed("up", "--yes");
        assertThat(query("SELECT to_regclass('public.note') IS NULL, count(*) FROM opening_hours"))
                .isEqualTo("t|4");
        assertThat(backUp()).isNotEqualTo(last);
        assertThat(checkout.docker.backup("verify", "client-1")).contains("was restored and compared");
        // Nobody is on the newer server any more, so nothing makes backups of it.
        assertThat(checkout.docker.backup("show", "client-1", last)).contains("\nserver\t17");
    }

    /** All that a move has no reason to touch. */
    private static Map<String, String> othersLives() {
        var lives = checkout.docker.lives();
        lives.keySet().removeIf(it -> it.startsWith("client-1-") || it.startsWith("backups"));
        return lives;
    }

    /** The id of a backup that was made now. */
    private static String backUp() throws Exception {
        checkout.succeed("backup", "client-1");
        return newestBackup("client-1");
    }

    private static String newestBackup(String client) throws Exception {
        return backups(client).reduce((a, b) -> b).orElseThrow().split(" ")[0];
    }

    private static Stream<String> backups(String client) throws Exception {
        return checkout.succeed("backups", client).lines();
    }

    private static void killedAtItsStop() throws Exception {
        var ended = moveAnd("Stopping client-1, and nobody else", move -> {
            // What is stopped starts nothing more, which would go on alone.
            signal("STOP", move);
            signal("KILL", move);
        });
        assertThat(ended.printed()).contains("Stopping client-1, and nobody else");
    }

    /** To a process and all that it has started. */
    private static void signal(String name, Process to) {
        var all = Stream.concat(Stream.of(to.toHandle()), to.descendants())
                .map(it -> String.valueOf(it.pid()))
                .collect(Collectors.joining(" "));
        Shell.run("sh", "-c", "kill -%s %s 2>/dev/null || :".formatted(name, all));
    }

    /** A move; once it prints a line that begins so, something happens. */
    private static Checkout.Ended moveAnd(String beginning, Consumer<Process> event) throws Exception {
        var move = checkout.start("move", "client-1", "--to", "reports", "--yes");
        var printed = new StringBuilder();
        var happened = false;
        try (var lines = move.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.append(line).append('\n');
                if (!happened && line.startsWith(beginning)) {
                    event.accept(move);
                    happened = true;
                }
            }
        }
        return new Checkout.Ended(move.waitFor(), printed.toString());
    }

    private static void changeDefinitions(Process move) {
        inDatabase(
                "postgres",
                "SET ROLE client_1; CREATE FUNCTION public.tax(numeric) RETURNS numeric LANGUAGE sql AS 'SELECT $1 * 1.19'");
    }

    private static void assertServesOnPostgres(AppWriter writer) {
        var before = writer.written();
        Eventually.within(20, "the client writes where it was", () -> writer.written() > before);
        assertThat(writer.hasWrittenTo("postgres").getAsBoolean()).isTrue();
    }

    /** One that brings a table along with its rows, and tells those of others from its own. */
    private static void withExtension(String server) {
        var files =
                """
                cd "$(pg_config --sharedir)/extension"
                printf "default_version = '1'\n" >places.control
                cat >places--1.sql <<'SQL'
                CREATE TABLE places (id int PRIMARY KEY, name text, shipped bool DEFAULT true);
                INSERT INTO places VALUES (1, 'There'), (2, 'Elsewhere');
                GRANT SELECT, INSERT ON places TO PUBLIC;
                SELECT pg_extension_config_dump('places', 'WHERE NOT shipped');
                SQL
                """;
        Shell.run("docker", "exec", "owndom_%s_%s".formatted(server, checkout.stack), "sh", "-c", files);
    }

    private static void inDatabase(String server, String statement) {
        var container = "owndom_%s_%s".formatted(server, checkout.stack);
        Shell.run(
                "docker",
                "exec",
                "--env=PGOPTIONS=-c search_path=public",
                container,
                "psql",
                "-U",
                "postgres",
                "-d",
                "client_1_db",
                "-v",
                "ON_ERROR_STOP=1",
                "-qtAc",
                statement);
    }

    private static String client(String name, String server) {
        return "new Client(\"%s\", client -> client.noFrontend().backend(app -> app.dockerfile(\"apps/client-1/backend/Dockerfile\").sources(\"apps/client-1\", \"packages\")).database(it -> it.withServer(\"%s\").withInit(\"tools/database/clients/client-1/init\")))"
                .formatted(name, server);
    }

    private static void psql(String statements) throws Exception {
        checkout.succeed("psql", "client-1", "--set=ON_ERROR_STOP=1", "--command", statements);
    }

    private static String query(String query) throws Exception {
        return checkout.succeed("psql", "client-1", "-tAc", query).strip();
    }

    private static String superuser(String server, String query) {
        return checkout.docker.sql(server, "postgres", query);
    }

    private static Set<String> written() throws Exception {
        return query("SELECT body FROM note WHERE body LIKE 'w-%'").lines().collect(Collectors.toSet());
    }

    private static String databaseUrl() {
        return Docker.environment(checkout.docker.id("client-1", "backend"), "DATABASE_URL");
    }
}
