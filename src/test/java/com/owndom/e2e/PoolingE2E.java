package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** PgBouncer in front of two servers, a mode each: put there, and passwords changed behind it, while visitors are there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PoolingE2E {

    /** Connects with the app's own address, changed as the arguments say, and asks who it is. */
    private static final String CONNECT =
            """
            import pg from 'pg';
            const [user, password, database, host] = process.argv.slice(1);
            const url = new URL(process.env.DATABASE_URL);
            if (user) url.username = user;
            if (password) url.password = password;
            if (database) url.pathname = database;
            if (host) url.hostname = host;
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

    /** What outlasts a transaction, and does not outlast the connection. */
    private static final String SESSION =
            """
            import pg from 'pg';
            const connect = async () => {
              const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
              await client.connect();
              return client;
            };
            const [first, second] = [await connect(), await connect()];
            const heard = new Promise((resolve) => first.on('notification', (it) => resolve(it.payload)));
            await first.query('LISTEN news');
            await first.query('CREATE TEMP TABLE mine AS SELECT 1');
            await second.query("NOTIFY news, 'told'");
            const { rows } = await first.query("SELECT to_regclass('mine') IS NOT NULL AS kept");
            const answer = [await heard, rows[0].kept];
            await Promise.all([first.end(), second.end()]);
            const next = await Promise.all([connect(), connect()]);
            for (const client of next) {
              const { rows } = await client.query("SELECT to_regclass('mine') IS NULL AS clean");
              answer.push(rows[0].clean);
            }
            await Promise.all(next.map((client) => client.end()));
            console.log(answer.join(' '));
            """;

    private static final List<String> VISITED = List.of("client-1", "client-3");

    private static EstateUnderTest estate;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 226);
        estate.servers(new DatabaseServer("reports").withPort(FreePort.next()));
        estate.up(clients(1));
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void itIsPutInFrontOfARunningServerWithoutLosingARequest() throws Exception {
        var server = estate.docker.lives().get("postgres");
        estate.set("pooling", "{\"postgres\": \"transaction\", \"reports\": \"session\"}");
        ConnectingVisitors.assertServedDuring(Door.http(estate.httpPort), VISITED, "pooling begins", () -> up(1));
        assertThat(estate.docker.lives()).containsEntry("postgres", server).containsKey("pgbouncer");
        assertThat(variable("client-1", "DATABASE_URL")).contains("@pgbouncer:5432/client_1_db");
        assertThat(variable("client-1", "DATABASE_DIRECT_URL")).contains("@postgres:5432/client_1_db");
        assertThat(variable("client-3", "DATABASE_URL")).contains("@pgbouncer-reports:5432/client_3_db");
    }

    @Test
    @Order(2)
    void whoLogsInThroughItIsTheOwnerOfItsOwnDatabaseAlone() {
        assertReachesItsOwnAlone("client-1", "client-2", "pgbouncer-reports");
        assertReachesItsOwnAlone("client-3", "client-4", "pgbouncer");
    }

    private static void assertReachesItsOwnAlone(String client, String neighbour, String elsewhere) {
        var owner = client.replace('-', '_');
        var other = neighbour.replace('-', '_') + "_db";
        assertThat(connect(client, "", "", "")).isEqualTo(login(client) + " is " + owner);
        for (var database : new String[] {other, "postgres", "template1"}) {
            assertThat(connect(client, "", "", database))
                    .contains("refused: permission denied for database \"" + database + "\"");
        }
        assertThat(connect(client, "", "", "pgbouncer")).startsWith("refused: ");
        assertThat(connect(client, "", "wrong", "")).contains("refused: ").contains("authentication failed");
        assertThat(connect(client, login(neighbour), "", other))
                .contains("refused: ")
                .contains("authentication failed");
        for (var role : new String[] {"postgres", owner, "pgbouncer"}) {
            assertThat(connect(client, role, "", "")).as(role).startsWith("refused: ");
        }
        assertThat(connect(client, "", "", "", elsewhere)).isEqualTo("refused: no such user");
    }

    @Test
    @Order(2)
    void manyConnectionsDoWithFewOfTheServers() {
        assertThat(node("client-1", MANY)).isEqualTo("answered 60, held 5");
    }

    @Test
    @Order(2)
    void whatAnAppKeepsInItsSessionIsThereUntilItDisconnects() {
        assertThat(node("client-3", SESSION)).isEqualTo("told true true true");
    }

    @Test
    @Order(3)
    void passwordsChangeBehindItWithoutARestartOrALostRequest() throws Exception {
        var pool = estate.docker.lives().get("pgbouncer");
        estate.setSecret("previousMasterSecret", EstateUnderTest.MASTER_SECRET);
        estate.setSecret("masterSecret", "another-master-secret-that-is-long-enough");
        ConnectingVisitors.assertServedDuring(
                Door.http(estate.httpPort), VISITED, "another master secret", () -> up(2));
        assertThat(estate.docker.lives()).containsEntry("pgbouncer", pool);
        assertThat(estate.logins("client-1")).hasSize(1);
        assertThat(connect("client-1", "", "", "")).isEqualTo(login("client-1") + " is client_1");
        assertThat(connect("client-3", "", "", "")).isEqualTo(login("client-3") + " is client_3");
        estate.expectNoChanges(clients(2));
        estate.expectNoDrift();
    }

    private static Void up(int generation) throws Exception {
        estate.up(clients(generation));
        return null;
    }

    private static String connect(String client, String... changed) {
        return node(client, CONNECT, changed);
    }

    /** The role with which the client's app logs in. */
    private static String login(String client) {
        return URI.create(variable(client, "DATABASE_URL")).getUserInfo().split(":")[0];
    }

    private static String node(String client, String script, String... arguments) {
        var command = Stream.of(
                "docker",
                "exec",
                estate.docker.id(client, "backend"),
                "node",
                "--input-type=module",
                "--eval",
                script,
                "--");
        return Shell.run(Stream.concat(command, Stream.of(arguments)).toArray(String[]::new));
    }

    private static String variable(String client, String name) {
        return Docker.environment(estate.docker.id(client, "backend"), name);
    }

    private static Client[] clients(int generation) {
        return new Client[] {
            client("client-1", generation, DatabaseServer.SHARED),
            client("client-2", 1, DatabaseServer.SHARED),
            client("client-3", 1, "reports"),
            client("client-4", 1, "reports")
        };
    }

    private static Client client(String name, int generation, String server) {
        return new Client(name, client -> client.apiRate(10_000)
                .noFrontend()
                .database(it -> it.withPasswordGeneration(generation)
                        .withServer(server)
                        .withInit("tools/database/clients/client-1/init"))
                .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                        .sources("apps/client-1", "packages")
                        .environment("POOL_USES", "1")));
    }
}
