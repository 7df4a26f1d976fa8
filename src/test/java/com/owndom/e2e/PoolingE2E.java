package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** PgBouncer in front of the clients' server: put there, and passwords changed behind it, while visitors are there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PoolingE2E {

    /** Connects with the app's own address, changed as the arguments say, and asks who it is. */
    private static final String CONNECT =
            """
            import pg from 'pg';
            const [user, password, database] = process.argv.slice(1);
            const url = new URL(process.env.DATABASE_URL);
            if (user) url.username = user;
            if (password) url.password = password;
            if (database) url.pathname = database;
            const client = new pg.Client({ connectionString: url.href });
            try {
              await client.connect();
              const { rows } = await client.query('SELECT session_user || $1 || current_user AS who', [' is ']);
              console.log(rows[0].who);
              await client.end();
            } catch (error) {
              console.log('refused: ' + error.message);
            }
            """;

    /** Sixty connections that all ask at once, and how many the server has of them meanwhile. */
    private static final String MANY =
            """
            import pg from 'pg';
            const connectionString = process.env.DATABASE_URL;
            const clients = Array.from({ length: 60 }, () => new pg.Client({ connectionString }));
            await Promise.all(clients.map((client) => client.connect()));
            const slow = clients.slice(1).map((client) => client.query('SELECT pg_sleep(0.2)'));
            const held = 'SELECT count(*)::int AS held FROM pg_stat_activity WHERE usename = session_user';
            const { rows } = await clients[0].query(held);
            await Promise.all(slow);
            console.log('answered ' + clients.length + ', held ' + rows[0].held);
            await Promise.all(clients.map((client) => client.end()));
            """;

    private static EstateUnderTest estate;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 226);
        estate.up(client("client-1", 1), client("client-2", 1));
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void itIsPutInFrontOfARunningServerWithoutLosingARequest() throws Exception {
        var server = estate.docker.lives().get("postgres");
        estate.set("pooling", "{\"postgres\": \"transaction\"}");
        assertNoRequestFailsDuring("pooling begins", () -> up(1));
        assertThat(estate.docker.lives()).containsEntry("postgres", server).containsKey("pgbouncer");
        assertThat(variable("DATABASE_URL")).contains("@pgbouncer:5432/client_1_db");
        assertThat(variable("DATABASE_DIRECT_URL")).contains("@postgres:5432/client_1_db");
    }

    @Test
    @Order(2)
    void whoLogsInThroughItIsTheOwnerOfItsOwnDatabaseAlone() {
        var login = estate.logins("client-1").get(0);
        var other = estate.logins("client-2").get(0);
        assertThat(connect("", "", "")).isEqualTo(login + " is client_1");
        assertThat(connect("", "", "client_2_db")).contains("refused: permission denied for database \"client_2_db\"");
        assertThat(connect("", "", "postgres")).contains("refused: permission denied for database \"postgres\"");
        assertThat(connect("", "", "pgbouncer")).startsWith("refused: ");
        assertThat(connect("", "wrong", "")).contains("refused: ").contains("authentication failed");
        assertThat(connect(other, "", "client_2_db")).contains("refused: ").contains("authentication failed");
        for (var role : new String[] {"postgres", "client_1", "pgbouncer"}) {
            assertThat(connect(role, "", "")).as(role).startsWith("refused: ");
        }
    }

    @Test
    @Order(2)
    void manyConnectionsDoWithFewOfTheServers() {
        assertThat(node(MANY)).isEqualTo("answered 60, held 5");
    }

    @Test
    @Order(3)
    void passwordsChangeBehindItWithoutARestartOrALostRequest() throws Exception {
        var pool = estate.docker.lives().get("pgbouncer");
        estate.setSecret("previousMasterSecret", EstateUnderTest.MASTER_SECRET);
        estate.setSecret("masterSecret", "another-master-secret-that-is-long-enough");
        assertNoRequestFailsDuring("another master secret", () -> up(2));
        assertThat(estate.docker.lives()).containsEntry("pgbouncer", pool);
        assertThat(estate.logins("client-1")).hasSize(1);
        assertThat(connect("", "", "")).isEqualTo(estate.logins("client-1").get(0) + " is client_1");
        estate.expectNoChanges(client("client-1", 2), client("client-2", 1));
        estate.expectNoDrift();
    }

    private static void assertNoRequestFailsDuring(String what, Callable<?> action) throws Exception {
        try (var visitors = new ConnectingVisitors(estate.browser)) {
            visitors.of("client-1.e2e.localhost");
            visitors.of("client-2.e2e.localhost");
            action.call();
            System.out.println(what + ": " + visitors);
            visitors.assertServed();
        }
    }

    private static Void up(int generation) throws Exception {
        estate.up(client("client-1", generation), client("client-2", 1));
        return null;
    }

    private static String connect(String user, String password, String database) {
        return node(CONNECT, user, password, database);
    }

    private static String node(String script, String... arguments) {
        var command = new java.util.ArrayList<>(java.util.List.of(
                "docker",
                "exec",
                estate.docker.id("client-1", "backend"),
                "node",
                "--input-type=module",
                "--eval",
                script,
                "--"));
        command.addAll(java.util.List.of(arguments));
        return Shell.run(command.toArray(String[]::new));
    }

    private static String variable(String name) {
        return Docker.environment(estate.docker.id("client-1", "backend"), name);
    }

    private static Client client(String name, int generation) {
        return new Client(name, client -> client.apiRate(10_000)
                .noFrontend()
                .database(it -> it.withPasswordGeneration(generation))
                .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                        .sources("apps/client-1", "packages")
                        .environment("POOL_USES", "1")));
    }
}
