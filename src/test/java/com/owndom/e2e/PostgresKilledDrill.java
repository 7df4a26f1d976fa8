package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.events.EngineEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PostgreSQL is killed with -9 while clients write and an update changes one client and adds another. Nothing that was
 * acknowledged is lost, the server comes back by itself, and so does the update with its next run.
 */
class PostgresKilledDrill {

    private static EstateUnderTest estate;
    private static Databases databases;
    private static Writers writers;
    private static String databaseUrl;
    private static final List<Client> CLIENTS = new ArrayList<>();

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 231);
        databases = new Databases(estate.postgresPort);
        CLIENTS.add(client("client-1", "0"));
        estate.up(clients());
        databaseUrl = Docker.environment(estate.docker.id("client-1", "backend"), "DATABASE_URL");
        writers = new Writers(databases, estate.browser);
        writers.of("client-1", databaseUrl);
    }

    @AfterAll
    static void remove() throws Exception {
        if (writers != null) {
            writers.stop();
        }
        estate.remove();
    }

    /** Once the engine is about to make that resource of the client that is added. */
    @ParameterizedTest
    @CsvSource({
        "server,  client-2, role:Role::client-2",
        "server,  client-3, database:Database::client-3",
        "session, client-4, database:Database::client-4",
        "server,  client-5, container:Container::client-5-init",
        "session, client-6, container:Container::client-6-init",
        "server,  client-7, container:Container::client-7-backend",
        "server,  client-8, container:Container::publish"
    })
    void noAcknowledgedWriteIsLost(String victim, String added, String resource) throws Exception {
        var thrownOut = writers.thrownOut();
        CLIENTS.set(0, client("client-1", added));
        CLIENTS.add(client(added, "0"));
        var killed = new AtomicBoolean();
        var printed = new StringBuffer();
        var outcome = "succeeded";
        try {
            estate.up(estate.options(clients())
                    .onStandardOutput(it -> printed.append(it).append('\n'))
                    .onStandardError(it -> printed.append(it).append('\n'))
                    .onEvent(once(killed, "/" + resource, () -> kill(victim))));
        } catch (AutomationException failed) {
            outcome = "failed";
        }
        assertThat(killed).as("killed before " + resource).isTrue();
        assertThat(printed.toString()).doesNotContain("Exception", "\tat ");
        Eventually.within(60, "PostgreSQL answers again", PostgresKilledDrill::answers);
        estate.up(clients());
        System.out.printf("%s killed before %s: the update %s, the next one succeeded%n", victim, resource, outcome);
        writers.assertNothingIsLost("client-1", databaseUrl);
        assertThat(writers.thrownOut()).isGreaterThan(thrownOut);
        for (var client : CLIENTS) {
            var page = estate.browser.get(client.name().value() + ".e2e.localhost", "/api/v1/visits");
            assertThat(page.body()).contains(client.name().database());
        }
        estate.expectNoChanges(clients());
    }

    private static Consumer<EngineEvent> once(AtomicBoolean done, String resource, Runnable action) {
        return event -> {
            var step = event.resourcePreEvent();
            if (step != null && step.metadata().urn().endsWith(resource) && !done.get()) {
                action.run();
                done.set(true);
            }
        };
    }

    /** Neither lets a process say goodbye: the whole server, or one session of it, after which it ends all others. */
    private static void kill(String victim) {
        var server = "e2e_postgres_" + estate.name();
        if (victim.equals("server")) {
            var pid = Docker.inspect(server, "{{.State.Pid}}");
            Shell.run("docker", "run", "--rm", "--pid=host", "nginx:1.30", "sh", "-c", "kill -9 " + pid);
        } else {
            var session = "psql -tAc \"SELECT pid FROM pg_stat_activity WHERE datname = 'client_1_db' LIMIT 1\"";
            Shell.run("docker", "exec", "--user=postgres", server, "sh", "-c", "kill -9 $(" + session + ")");
        }
    }

    private static boolean answers() {
        try {
            databases.connect(databaseUrl, "client_1_db").close();
            return true;
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Client[] clients() {
        return CLIENTS.toArray(Client[]::new);
    }

    private static Client client(String name, String version) {
        return new Client(name, client -> client.noFrontend()
                .apiRate(10_000)
                .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                        .sources("apps/client-1", "packages")
                        .environment("VERSION", version))
                .database(database -> database.withInit("tools/database/clients/client-1/init")));
    }
}
