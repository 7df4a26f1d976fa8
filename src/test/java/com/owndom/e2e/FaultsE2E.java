package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.ConcurrentUpdateException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What goes wrong around an estate: it says so, loses nothing, and the next update repairs it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsE2E {

    private static EstateUnderTest estate;

    @BeforeAll
    static void prepare() throws Exception {
        estate = new EstateUnderTest("production", 133);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void everyProblemIsNamedAndNothingIsDeclared() throws Exception {
        var message = estate.failedUp(
                new Client("Client_1"),
                new Client("client-2", client -> client.backend(app -> app.image("registry.example/api"))),
                new Client("client-3", client -> client.domain("client-2.e2e.localhost")));
        assertThat(message)
                .contains("nothing was changed")
                .contains("Client_1: name \"Client_1\"", "write \"client-1\"")
                .contains("client-2's backend: image \"registry.example/api\"")
                .contains("client-2, client-3: host client-2.e2e.localhost")
                .doesNotContain("Exception", "\tat ");
        assertThat(estate.docker.lives()).isEmpty();
        assertThat(estate.output("Container")).doesNotContain("docker:index/container:Container");
    }

    @Test
    @Order(2)
    void anUnreachableDaemonIsNamed() throws Exception {
        estate.set("dockerHost", "unix:///nowhere/docker.sock");
        assertThat(estate.failedUp(client("client-1"))).containsIgnoringCase("docker daemon");
        estate.set("dockerHost", "unix:///var/run/docker.sock");
    }

    @Test
    @Order(3)
    void aPortInUseIsNamedAndTheNextUpdateGoesOn() throws Exception {
        try (var taken = new ServerSocket(estate.httpPort, 1, InetAddress.getLoopbackAddress())) {
            assertThat(estate.failedUp(client("client-1"))).contains(String.valueOf(taken.getLocalPort()));
        }
        estate.up(client("client-1"));
        assertServes("client-1");
    }

    @Test
    @Order(4)
    void aKilledUpdateIsRepairedByTheNext() throws Exception {
        for (var seconds : new int[] {2, 4, 6}) {
            var killed = CompletableFuture.runAsync(() -> estate.failedUp(client("client-1"), client("client-2")));
            TimeUnit.SECONDS.sleep(seconds);
            killEngine();
            killed.exceptionally(finishedBefore -> null).join();
            estate.stack().cancel();
            assertServes("client-1");
        }
        estate.up(client("client-1"), client("client-2"));
        assertServes("client-2");
        estate.expectNoChanges(client("client-1"), client("client-2"));
    }

    @Test
    @Order(5)
    void aSecondUpdateAtTheSameTimeIsRefused() throws Exception {
        var first = CompletableFuture.runAsync(() -> {
            try {
                estate.up(client("client-1"), client("client-2"), client("client-3"));
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        TimeUnit.SECONDS.sleep(3);
        try {
            assertThatThrownBy(FaultsE2E::second).isInstanceOf(ConcurrentUpdateException.class);
        } finally {
            first.join();
        }
        assertServes("client-3");
    }

    /** Pulumi reads the state before it looks for the lock, and may meet the file while the first writes it. */
    private static void second() throws AutomationException {
        try {
            estate.stack().refresh();
        } catch (AutomationException refused) {
            if (!refused.getMessage().contains("failed to load checkpoint")) {
                throw refused;
            }
            second();
        }
    }

    @Test
    @Order(6)
    void aStoppedServerIsNamedAndOnceBackTheUpdateGoesOn() throws Exception {
        var server = "e2e_postgres_" + estate.name();
        Shell.run("docker", "stop", server);
        var clients = new Client[] {client("client-1"), client("client-2"), client("client-3"), client("client-4")};
        assertThat(estate.failedUp(clients)).contains("127.0.0.1:" + estate.postgresPort);
        Shell.run("docker", "start", server);
        Shell.run("sh", "-c", "until docker exec " + server + " pg_isready -q -h 127.0.0.1; do sleep 0.2; done");
        estate.up(clients);
        assertServes("client-1");
        assertServes("client-4");
    }

    private static Client client(String name) {
        return new Client(name, client -> client.noFrontend()
                .backend(app ->
                        app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages"))
                .database(database -> database.withInit("tools/database/clients/client-1/init")));
    }

    private static void assertServes(String client) {
        assertThat(estate.browser.get(client + ".e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
    }

    private static void killEngine() {
        ProcessHandle.current()
                .descendants()
                .filter(it -> it.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments))
                        .orElse("")
                        .contains(" --client="))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
