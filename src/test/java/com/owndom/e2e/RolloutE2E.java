package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.job.ServedVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** New versions while visitors are there, over TLS as in production, release commands, and the way back. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RolloutE2E {

    private static final String MIGRATE =
            """
            import pg from 'pg';
            const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
            await client.connect();
            await client.query('CREATE TABLE IF NOT EXISTS migrations (version text, at timestamptz DEFAULT now())');
            await client.query('INSERT INTO migrations (version) VALUES ($1)', [process.env.VERSION]);
            console.log('migrated to ' + process.env.VERSION);
            if (process.env.VERSION === 'broken') { console.log('column "price" is still needed'); process.exit(7); }
            await client.end();
            """;

    private static final String HOST_1 = "client-1.e2e.localhost";
    private static final String HOST_2 = "client-2.e2e.localhost";
    private static final String HOST_3 = "client-3.e2e.localhost";
    private static final String HOST_4 = "client-4.e2e.localhost";
    private static final List<String> EVERYBODY = List.of("kept", "new", "slow", "upload", "socket");
    private static final int SIGQUIT = 3;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;

    private static EstateUnderTest estate;
    private static Door door;
    private static Databases databases;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 170);
        estate.set("plainHttp", "false");
        door = Door.https(estate.httpsPort);
        databases = new Databases(estate.postgresPort);
        estate.up(client1("1"), client2("1"), node("client-3", "1", app -> app));
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    private static ClientBuilder unlimited(ClientBuilder client) {
        return client.apiRate(10_000).webRate(10_000);
    }

    private static Client client1(String version) {
        return new Client("client-1", client -> unlimited(client)
                .frontend(app -> app.environment("VERSION", version))
                .backend(app -> app.environment("VERSION", version)));
    }

    /** Its version 2 does not listen to the signal that it is stopped with. */
    private static Client client2(String version) {
        return new Client("client-2", client -> unlimited(client).noFrontend().backend(app -> {
            var built = app.environment("VERSION", version);
            return version.equals("2") ? built.stopSignal("SIGQUIT").stopGrace(Duration.ofSeconds(3)) : built;
        }));
    }

    /** With a version in its environment and in its image. */
    private static Client node(String name, String version, UnaryOperator<AppBuilder> further) {
        return new Client(name, client -> unlimited(client)
                .noFrontend()
                .backend(app -> further.apply(app.dockerfile("apps/client-1/backend/Dockerfile")
                        .sources("apps/client-1", "packages")
                        .arguments(Map.of("VERSION", version))
                        .environment("VERSION", version))));
    }

    private static Client migrating(String version) {
        return node("client-4", version, app -> app.release("node", "--input-type=module", "--eval", MIGRATE));
    }

    @Test
    @Order(1)
    void replacingEveryContainerAddingAndRemovingAClientFailsNoRequest() throws Exception {
        var before = estate.docker.lives();
        var events = estate.directory().resolve("events");
        var listening = events(events);
        try (var visitors = new Visitors(door)) {
            visitors.of(HOST_1);
            visitors.ofPage(HOST_1);
            visitors.of(HOST_2);
            visitors.until(HOST_3);
            TimeUnit.SECONDS.sleep(3);
            visitors.during("during");
            try (var late = new LateNames("e2e_proxy_" + estate.name())) {
                late.begin();
                estate.up(client1("2"), client2("2"), migrating("1"));
            }
            visitors.during("after");
            visitors.of(HOST_4);
            TimeUnit.SECONDS.sleep(1);
            var failures = visitors.leave();
            System.out.println(visitors.latency("before") + "\n" + visitors.latency("during"));
            assertThat(failures).isEmpty();
            assertAllWereServed(visitors);
        }
        var after = estate.docker.lives();
        assertThat(after).doesNotContainKey("client-3-backend").containsKey("client-4-backend");
        for (var replaced : new String[] {"client-1-frontend", "client-1-backend", "client-2-backend"}) {
            assertThat(after.get(replaced)).isNotEqualTo(before.get(replaced));
        }
        assertThat(after.get("proxy")).isEqualTo(before.get("proxy"));
        assertThatThrownBy(() -> door.get(HOST_3, "/")).isInstanceOf(Refused.class);
        listening.destroy();
        assertEveryAppEndedByItself(events);
    }

    private static void assertAllWereServed(Visitors visitors) {
        for (var host : List.of(HOST_1, HOST_2, HOST_3)) {
            EVERYBODY.forEach(it -> assertServed(visitors, "during", it, host));
            var told = "told to come back";
            assertThat(visitors.served("during", told, host) + visitors.served("after", told, host))
                    .as("%s %s", host, told)
                    .isPositive();
        }
        for (var host : List.of(HOST_1, HOST_2)) {
            assertServed(visitors, "during", "http2", host);
            assertServed(visitors, "during", "slow http2", host);
        }
        assertServed(visitors, "during", "page", HOST_1);
        assertServed(visitors, "after", "page", HOST_1);
        for (var host : List.of(HOST_1, HOST_2, HOST_4)) {
            assertServed(visitors, "after", "new", host);
            assertServed(visitors, "after", "kept", host);
        }
    }

    private static void assertServed(Visitors visitors, String when, String kind, String host) {
        assertThat(visitors.served(when, kind, host))
                .as("%s %s %s", when, kind, host)
                .isPositive();
    }

    /** As they happen: the daemon remembers no more than 256 of all the machine's. */
    private static Process events(Path into) throws IOException {
        return new ProcessBuilder(
                        "docker",
                        "events",
                        "--filter=label=com.owndom.stack=" + estate.name(),
                        "--filter=event=kill",
                        "--filter=event=die",
                        "--format={{.TimeNano}} {{.Action}} signal {{.Actor.Attributes.signal}} exit code {{.Actor.Attributes.exitCode}} {{index .Actor.Attributes \"com.owndom.client\"}}")
                .redirectOutput(into.toFile())
                .start();
    }

    private static void assertEveryAppEndedByItself(Path events) throws IOException {
        var apps = Files.readString(events)
                .lines()
                .filter(it -> it.contains("client-"))
                .toList();
        assertThat(apps)
                .filteredOn(it -> it.contains(" kill "))
                .hasSize(4)
                .allMatch(it -> it.contains(" kill signal " + SIGTERM + " "));
        assertThat(apps)
                .filteredOn(it -> it.contains(" die "))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(it -> it.contains(" exit code 0 "));
    }

    /** Version 2 of client-2, which gets its own signal, and three seconds. */
    private static void assertItWasKilledAfterItsGrace(Path events) throws IOException {
        var kills = Files.readString(events)
                .lines()
                .filter(it -> it.contains(" kill ") && it.endsWith(" client-2"))
                .toList();
        assertThat(kills).hasSize(2);
        assertThat(kills.get(0)).contains(" kill signal " + SIGQUIT + " ");
        assertThat(kills.get(1)).contains(" kill signal " + SIGKILL + " ");
        assertThat((nanos(kills.get(1)) - nanos(kills.get(0))) / 1e9).isBetween(2.9, 6.0);
    }

    private static long nanos(String event) {
        return Long.parseLong(event.split(" ")[0]);
    }

    @Test
    @Order(2)
    void aFailingReleaseCommandLeavesTheOldVersionServingAndTheOthersAreDeployed() throws Exception {
        var before = estate.docker.id("client-4", "backend");
        assertThat(migrations()).containsExactly("1");
        assertThat(estate.failedUp(client1("2"), client2("3"), migrating("broken")))
                .contains("client-4's backend: its release command `node --input-type=module --eval ")
                .contains("ended with exit code 7, so the new version was not started. Its last lines:")
                .contains("migrated to broken", "column \"price\" is still needed")
                .contains("What served before still serves.")
                .doesNotContain("Exception", "\tat ");
        assertThat(estate.docker.id("client-4", "backend")).isEqualTo(before);
        // Docker lists the newest first; the old one stays until the next good update.
        var client2 = estate.docker.id("client-2", "backend").lines().toList();
        assertThat(client2).hasSize(2);
        assertThat(published()).contains(client2.get(0), before).doesNotContain(client2.get(1));
        assertThat(door.get(HOST_4, "/api/health").status()).isEqualTo(200);
        assertThat(door.get(HOST_2, "/api/health").status()).isEqualTo(200);
    }

    @Test
    @Order(3)
    void aReleaseCommandThatDoesNotEndIsGivenUp() throws Exception {
        var endless = node("client-5", "1", app -> app.release(Duration.ofSeconds(3), "sleep", "600"));
        assertThat(estate.failedUp(client1("2"), client2("3"), migrating("1"), endless))
                .contains("client-5")
                .doesNotContain("Exception", "\tat ");
        assertThat(estate.docker.id("client-5", "backend")).isEmpty();
        assertThat(door.get(HOST_2, "/api/health").status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    void theNextGoodVersionIsReleasedOnceAndCleansUpAndWhoIsLeftAloneKeepsItsWebSocket() throws Exception {
        interruptedBeforeTheSwitch();
        var events = estate.directory().resolve("more-events");
        var listening = events(events);
        try (var visitors = new Visitors(door)) {
            visitors.ofSocket(HOST_1);
            estate.up(client1("2"), client2("3"), migrating("2"));
            assertThat(visitors.leave()).isEmpty();
            assertThat(visitors.served("before", "socket", HOST_1)).isGreaterThan(10);
            assertThat(visitors.served("before", "told to come back", HOST_1)).isZero();
        }
        listening.destroy();
        assertItWasKilledAfterItsGrace(events);
        assertThat(migrations()).containsExactly("1", "broken", "1", "2");
        assertThat(inProxy("ls /etc/nginx/estate/current")).doesNotContain("arriving");
        var ofClient5 =
                "docker ps --all --quiet --filter label=com.owndom.stack=%s --filter label=com.owndom.client=client-5";
        assertThat(Shell.run("sh", "-c", ofClient5.formatted(estate.name())))
                .as("what was given up")
                .isEmpty();
        assertThat(Docker.environment(estate.docker.id("client-2", "backend"), "VERSION"))
                .isEqualTo("3");
        assertThat(estate.docker.lives())
                .containsKeys("client-1-backend", "client-1-frontend", "client-2-backend", "client-4-backend");
        estate.expectNoChanges(client1("2"), client2("3"), migrating("2"));
        assertThat(migrations()).hasSize(4);
    }

    @Test
    @Order(5)
    void aRollbackRunsTheOldImageWithoutItsReleaseCommandUntilThereIsANewVersion() throws Exception {
        var served = estate.output("versions")
                .replaceAll("(?s).*?client-4=\\[(.*?)].*", "$1")
                .split(", ");
        assertThat(served).hasSize(2);
        var before = ServedVersion.parse(served[0]).images();
        estate.set("rollback", "{\"client-4\": \"" + before + " since 2026-11-23T10:00:00Z\"}");
        estate.up(client1("2"), client2("3"), migrating("2"));
        assertThat("backend=" + Docker.inspect(estate.docker.id("client-4", "backend"), "{{.Config.Image}}"))
                .isEqualTo(before);
        assertThat(migrations()).hasSize(4);
        assertThat(estate.output("versions")).contains("client-4=[" + before + " settings=");
        estate.expectNoDrift();
        estate.up(client1("2"), client2("3"), migrating("3"));
        assertThat(migrations()).containsExactly("1", "broken", "1", "2", "3");
        assertThat(estate.output("rollbacks")).contains("state=over");
        assertThat(door.get(HOST_4, "/api/health").status()).isEqualTo(200);
    }

    /** The apps that the proxy knows, with the ids of their containers. */
    private static String published() {
        return inProxy("cat /etc/nginx/estate/current/apps");
    }

    /** What publish.sh leaves when it is killed then: the proxy starts with it, though the new app has gone since. */
    private static void interruptedBeforeTheSwitch() {
        inProxy("echo 'upstream client-1-backend-gone { zone gone 64k; server gone:4001 resolve; }'"
                + " >/etc/nginx/estate/current/arriving.conf");
        Shell.run("docker", "restart", "e2e_proxy_" + estate.name());
        Eventually.within(10, "the proxy serves", () -> inProxy("curl -sk -o /dev/null -w '%{http_code}'"
                        + " --connect-to ::127.0.0.1: https://" + HOST_2 + "/api/health || :")
                .equals("200"));
    }

    private static String inProxy(String command) {
        return Shell.run("docker", "exec", "e2e_proxy_" + estate.name(), "sh", "-c", command);
    }

    private static List<String> migrations() throws Exception {
        var password = Shell.run("docker", "exec", "e2e_postgres_" + estate.name(), "cat", "/run/postgres-password");
        try (var admin = databases.connect("postgres", password, "client_4_db")) {
            return Databases.column(admin, "SELECT version FROM migrations ORDER BY at");
        }
    }
}
