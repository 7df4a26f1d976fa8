package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.Isolated;

/** What comes back after a reboot: every client with its own content, never another's, whoever is broken. */
@Isolated("it restarts the machine's Docker daemon")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RebootE2E {

    private static final List<String> WELL = List.of("client-1", "client-3");
    private static final String BROKEN = "client-2";

    /** Its page shows what its backend says of its database. */
    private static final String WITH_PAGE = "client-3";

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static EstateUnderTest estate;
    private static Door door;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 141);
        estate.set("plainHttp", "false");
        door = Door.https(estate.httpsPort);
        estate.up(clients());
        Stream.concat(WELL.stream(), Stream.of(BROKEN)).forEach(RebootE2E::awaitOwnContent);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void afterARestartOfTheDaemonEveryClientServesItsOwnContent() throws Exception {
        Shell.run("docker", "stop", estate.docker.id(BROKEN, "backend"));
        var chain = Docker.inspect("e2e_firewall_" + estate.name(), "{{index .Args 3}}");
        Daemon.restart(("iptables -D DOCKER-USER -j %1$s; iptables -D FORWARD -j %1$s; iptables -D INPUT -j %1$s-HOST;"
                        + " iptables -F %1$s; iptables -X %1$s; iptables -F %1$s-HOST; iptables -X %1$s-HOST")
                .formatted(chain));
        WELL.forEach(RebootE2E::awaitOwnContent);
        var page = door.get(host(BROKEN), "/api/v1/visits");
        assertThat(page.status()).isBetween(502, 504);
        assertThat(page.body()).contains("Back soon").doesNotContain("_db");
        assertThat(Surroundings.filter("iptables -S"))
                .contains("-A DOCKER-USER -j " + chain, "-A FORWARD -j " + chain, "-A INPUT -j " + chain);
        WELL.forEach(RebootE2E::awaitOwnContent);
    }

    @Test
    @Order(2)
    void theNextUpdateBringsTheBrokenOneBack() throws Exception {
        Shell.run(
                "sh",
                "-c",
                "until docker exec e2e_postgres_" + estate.name() + " pg_isready -q -h 127.0.0.1; do sleep 0.2; done");
        estate.stack().refresh();
        estate.up(clients());
        awaitOwnContent(BROKEN);
        estate.expectNoDrift();
        estate.expectNoChanges(clients());
    }

    /** As after a reboot in which all started in another order, the proxy first of all. */
    @Test
    @Order(3)
    void atTheAddressOfAnotherEveryClientServesItsOwnContent() {
        var proxy = "e2e_proxy_" + estate.name();
        var edge = "e2e_edge_backend_" + estate.name();
        var apps = Stream.of("client-1", BROKEN, "client-3")
                .map(it -> estate.docker.id(it, "backend"))
                .toList();
        var addresses = apps.stream().map(it -> address(it, edge)).toList();
        Shell.run("sh", "-c", "docker kill %s %s".formatted(proxy, String.join(" ", apps)));
        apps.forEach(it -> Shell.run("docker", "network", "disconnect", edge, it));
        for (var i = 0; i < apps.size(); i++) {
            var anothers = addresses.get((i + 1) % apps.size());
            Shell.run("docker", "network", "connect", "--ip=" + anothers, edge, apps.get(i));
        }
        Shell.run("docker", "start", proxy);
        apps.forEach(it -> Shell.run("docker", "start", it));
        assertThat(apps.stream().map(it -> address(it, edge)).toList()).doesNotContainSequence(addresses);
        Stream.concat(WELL.stream(), Stream.of(BROKEN)).forEach(RebootE2E::awaitOwnContent);
    }

    /** Asks until the client answers; whatever it answers before, it is never another's. */
    private static void awaitOwnContent(String client) {
        var limit = Instant.now().plus(LIMIT);
        var own = client.replace('-', '_') + "_db";
        var last = "";
        while (Instant.now().isBefore(limit)) {
            last = ask(client);
            assertThat(last.replace(own, "")).as("what %s answers", client).doesNotContain("_db");
            if (last.contains(own)) {
                return;
            }
        }
        throw new AssertionError(client + " did not answer; the last was: " + last);
    }

    private static String ask(String client) {
        try {
            Thread.sleep(200);
            return door.get(host(client), client.equals(WITH_PAGE) ? "/" : "/api/v1/visits")
                    .body();
        } catch (IOException proxyIsNotUp) {
            return String.valueOf(proxyIsNotUp.getMessage());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String host(String client) {
        return client + ".e2e.localhost";
    }

    private static String address(String container, String network) {
        return Docker.inspect(container, "{{(index .NetworkSettings.Networks \"" + network + "\").IPAddress}}");
    }

    private static Client[] clients() {
        return Stream.of("client-1", BROKEN, WITH_PAGE)
                .map(name -> new Client(name, client -> page(name, client)
                        .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                                .sources("apps/client-1", "packages"))
                        .database(database -> database.withInit("tools/database/clients/client-1/init"))))
                .toArray(Client[]::new);
    }

    private static ClientBuilder page(String name, ClientBuilder client) {
        return name.equals(WITH_PAGE)
                ? client.frontend(app ->
                        app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages"))
                : client.noFrontend();
    }
}
