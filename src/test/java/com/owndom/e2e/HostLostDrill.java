package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The host is gone with all its containers, volumes and the state. A new one, the repository with the stack's file, its
 * passphrase and the backups are enough: everything serves again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostLostDrill {

    private static final List<String> CLIENTS = List.of("client-1", "client-2", "client-3");
    private static final int ROWS = 20_000;

    private static Path backups;
    private static Checkout lost;
    private static Checkout found;
    private static Browser browser;

    @BeforeAll
    static void bringUpAndLoseTheHost() throws Exception {
        backups = Files.createTempDirectory("backups");
        lost = new Checkout();
        var settings = Checkout.production(233);
        settings.put("backups", "true");
        settings.put("backupRepository", backups.toString());
        browser = new Browser(Integer.parseInt(settings.get("httpPort")));
        lost.settings(settings);
        lost.succeed("stack", "init", lost.stack, "--no-select");
        lost.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        lost.declare(clients());
        lost.succeed("up", "--yes");
        for (var client : CLIENTS) {
            lost.docker.sql(database(client), "INSERT INTO visits SELECT FROM generate_series(1, " + ROWS + ")");
            files(client, "echo file of " + client + " > /v/file");
            lost.succeed("backup", client);
        }
        // What the next one is told of, as from the repository of the program.
        found = new Checkout(lost.stack);
        Files.copy(lost.directory.resolve(stackFile()), found.directory.resolve(stackFile()));
        lost.remove();
        assertThat(lost.docker.lives()).isEmpty();
    }

    @AfterAll
    static void remove() {
        found.remove();
        Shell.run("rm", "--recursive", "--force", backups.toString());
    }

    @Test
    @Order(1)
    void onAnotherMachineEverythingServesAgain() throws Exception {
        var started = System.nanoTime();
        found.declare(clients());
        found.succeed("up", "--yes");
        var up = System.nanoTime();
        System.out.println(found.succeed("recover"));
        System.out.printf(
                "host lost: up in %d s, %d clients' data back %d s later%n",
                (up - started) / 1_000_000_000, CLIENTS.size(), (System.nanoTime() - up) / 1_000_000_000);
        CLIENTS.forEach(HostLostDrill::assertServesItsData);
    }

    /** Else what was written since would be undone. */
    @Test
    @Order(2)
    void whoIsBackIsNotPutBackASecondTime() throws Exception {
        for (var client : CLIENTS) {
            found.docker.sql(database(client), "INSERT INTO visits DEFAULT VALUES");
        }
        assertThat(found.succeed("recover"))
                .contains("client-2: put back already.", "client-2: its files are put back already.");
        assertThat(found.succeed("recover", "--confirm"))
                .contains("client_2_old is dropped", "The files of before are dropped.");
        assertThat(found.succeed("recover")).contains("client-2: put back already.");
        for (var client : CLIENTS) {
            assertThat(found.docker.sql(database(client), "SELECT count(*) FROM visits"))
                    .isEqualTo(String.valueOf(ROWS + 1));
        }
    }

    @Test
    @Order(3)
    void theNewEstateIsWholeAndIsBackedUpItself() throws Exception {
        found.succeed("preview", "--expect-no-changes");
        found.succeed("backup", "client-1");
        assertThat(found.succeed("status")).contains("client-1", "client-2", "client-3");
    }

    private static void assertServesItsData(String client) {
        assertThat(files(client, "cat /v/file")).isEqualTo("file of " + client);
        Eventually.within(30, client + " serves its data", () -> {
            var page = browser.get(client + ".e2e.localhost", "/api/v1/visits").body();
            return page.contains(database(client)) && page.contains("\"visits\":" + ROWS);
        });
    }

    private static String database(String client) {
        return client.replace('-', '_') + "_db";
    }

    private static String files(String client, String command) {
        var volume = "owndom_%s_files_%s:/v".formatted(client.replace('-', '_'), lost.stack);
        return Shell.run("docker", "run", "--rm", "-v", volume, "postgres:17", "sh", "-c", command);
    }

    private static String stackFile() {
        return "Pulumi." + lost.stack + ".yaml";
    }

    private static String[] clients() {
        return CLIENTS.stream()
                .map(
                        """
                new Client("%s", client -> client.noFrontend()
                        .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages")
                                .volume("files", "/srv/files"))
                        .database(database -> database.withInit("tools/database/clients/client-1/init")))"""
                                ::formatted)
                .toArray(String[]::new);
    }
}
