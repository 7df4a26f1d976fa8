package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The stack's state is gone, and the estate runs: {@code ./hosting adopt} makes a new state of what is there. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StateLostDrill {

    private static final List<String> CLIENTS = List.of("client-1", "client-2");
    private static final String GONE = "client-3";
    private static final int ROWS = 500;
    private static final String REPORTS =
            "new com.owndom.hosting.database.DatabaseServer(\"reports\").withPort(%d)".formatted(FreePort.next());

    private static Checkout checkout;
    private static Browser browser;
    private static List<String> volumes;

    @BeforeAll
    static void bringUpAndLoseTheState() throws Exception {
        checkout = new Checkout();
        var settings = Checkout.production(232);
        browser = new Browser(Integer.parseInt(settings.get("httpPort")));
        checkout.settings(settings);
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        declare(client("client-1"), client(GONE));
        checkout.succeed("up", "--yes");
        Shell.run("docker", "volume", "create", adopted());
        checkout.succeed("adopt", "client-2", "--volume", "kept=" + adopted());
        declare(client("client-1"), client("client-2"), client(GONE));
        checkout.succeed("up", "--yes");
        for (var client : List.of("client-1", "client-2", GONE)) {
            checkout.docker.sql(database(client), "INSERT INTO visits SELECT FROM generate_series(1, " + ROWS + ")");
            Shell.run(
                    "docker",
                    "exec",
                    "--user=0",
                    checkout.docker.id(client, "backend"),
                    "sh",
                    "-c",
                    "echo " + client + " >/kept/file");
        }
        // Its data stay where they are until it is moved.
        declare(client("client-1"), client("client-2", "reports"));
        checkout.succeed("up", "--yes");
        volumes = volumes();
        var state = checkout.directory.resolve("state").toString();
        Shell.run("rm", "--recursive", state);
        Shell.run("mkdir", state);
    }

    @AfterAll
    static void remove() {
        checkout.remove();
    }

    @Test
    @Order(1)
    void withoutItsStateTheEstateIsNotBroughtUpASecondTime() throws Exception {
        var before = checkout.docker.lives();
        var ended = checkout.hosting("up", "--yes");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed()).contains("Docker has containers of it. Nothing was changed.", "./hosting adopt");
        assertThat(checkout.docker.lives()).isEqualTo(before);
        CLIENTS.forEach(StateLostDrill::assertServesItsData);
    }

    @Test
    @Order(2)
    void whoseAVolumeWithANameOfItsOwnIsHasToBeSaid() throws Exception {
        var before = checkout.docker.lives();
        var ended = checkout.hosting("adopt", "--yes");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed()).contains("--volume client-2-kept=" + adopted());
        assertThat(checkout.hosting("up", "--yes").printed()).contains("Docker has containers of it");
        assertThat(checkout.docker.lives()).isEqualTo(before);
    }

    @Test
    @Order(3)
    void aDatabaseOnAnotherServerIsNotBegunAnew() throws Exception {
        var before = checkout.docker.lives();
        var ended = checkout.hosting("adopt", "--yes", "--volume", "client-2-kept=" + adopted());
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed())
                .containsPattern(
                        "client-2: client_2_db is on postgres \\(\\d+ .B\\), the program says reports: write database\\(it -> it.withServer\\(\"postgres\"\\)\\)");
        assertThat(checkout.docker.lives()).isEqualTo(before);
        declare(client("client-1"), client("client-2"));
    }

    @Test
    @Order(4)
    void adoptingKeepsEveryRowAndFile() throws Exception {
        var started = System.nanoTime();
        var unanswered = new AtomicInteger();
        var visitor = new Thread(() -> count(unanswered));
        visitor.start();
        var printed = checkout.succeed("adopt", "--yes", "--volume", "client-2-kept=" + adopted());
        var seconds = (System.nanoTime() - started) / 1_000_000_000;
        visitor.interrupt();
        visitor.join();
        System.out.printf(
                "%s%nadopted in %d s; a visitor who came every second went away %d times%n",
                printed, seconds, unanswered.get());
        CLIENTS.forEach(StateLostDrill::assertServesItsData);
        assertThat(volumes()).isEqualTo(volumes);
        assertThat(printed).contains("of no client in the program there: client_3_db");
    }

    @Test
    @Order(5)
    void theNewStateKnowsAllThereIs() throws Exception {
        checkout.succeed("preview", "--expect-no-changes");
        checkout.succeed("preview", "--refresh", "--expect-no-changes");
        var state = checkout.succeed("stack", "export");
        Shell.run(
                        "docker",
                        "ps",
                        "--all",
                        "--quiet",
                        "--no-trunc",
                        "--filter",
                        "label=com.owndom.stack=" + checkout.stack)
                .lines()
                .forEach(id -> assertThat(state).contains("\"" + id + "\""));
    }

    @Test
    @Order(6)
    void aClientThatWasSetAsideComesBackToo() throws Exception {
        declare(client("client-1"), client("client-2"), client(GONE));
        checkout.succeed("adopt", "--yes");
        List.of("client-1", "client-2", GONE).forEach(StateLostDrill::assertServesItsData);
        checkout.succeed("preview", "--expect-no-changes");
    }

    @Test
    @Order(7)
    void thenThereIsNothingToAdopt() throws Exception {
        assertThat(checkout.succeed("adopt", "--yes")).contains("There is nothing to adopt");
    }

    private static String adopted() {
        return "adopted_" + checkout.stack;
    }

    private static void count(AtomicInteger unanswered) {
        try {
            while (true) {
                Thread.sleep(1000);
                try {
                    if (browser.get("client-1.e2e.localhost", "/api/v1/visits").statusCode() != 200) {
                        unanswered.incrementAndGet();
                    }
                } catch (UncheckedIOException refused) {
                    unanswered.incrementAndGet();
                }
            }
        } catch (InterruptedException | IllegalStateException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertServesItsData(String client) {
        var page = browser.get(client + ".e2e.localhost", "/api/v1/visits").body();
        assertThat(page).contains(database(client), "\"visits\":" + ROWS);
        assertThat(Shell.run("docker", "exec", checkout.docker.id(client, "backend"), "cat", "/kept/file"))
                .isEqualTo(client);
    }

    private static List<String> volumes() {
        var volumes = Shell.run("docker", "volume", "ls", "--quiet", "--filter", "name=_" + checkout.stack)
                .lines()
                .sorted()
                .toList();
        assertThat(volumes).hasSizeGreaterThanOrEqualTo(4);
        return volumes;
    }

    private static String database(String client) {
        return client.replace('-', '_') + "_db";
    }

    private static void declare(String... clients) throws IOException {
        checkout.declareWithServers(REPORTS, clients);
    }

    private static String client(String name) {
        return client(name, "postgres");
    }

    private static String client(String name, String server) {
        return """
                new Client("%s", client -> client.noFrontend()
                        .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                                .sources("apps/client-1", "packages")
                                .volume("kept", "/kept"))
                        .database(database -> database.withServer("%s").withInit("tools/database/clients/client-1/init")))"""
                .formatted(name, server);
    }
}
