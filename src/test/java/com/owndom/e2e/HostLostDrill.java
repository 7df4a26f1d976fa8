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
 * First one of two database servers is gone, then the host with all its containers and volumes; each time the state, which is
 * elsewhere, knows nothing of it. The repository with the stack's file, its passphrase and the backups are enough: everything
 * serves again, and nobody who has lost nothing is touched.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostLostDrill {

    private static final List<String> CLIENTS = List.of("client-1", "client-2", "client-3");
    /** Lived on the server that is lost when it was backed up first, and moved since. */
    private static final String MOVED = "client-3";

    private static final int ROWS = 20_000;
    private static final String REPORTS =
            "new com.owndom.hosting.database.DatabaseServer(\"reports\").withPort(%d)".formatted(FreePort.next());

    private static Path backups;
    private static Checkout lost;
    private static Checkout found;
    private static Browser browser;

    @BeforeAll
    static void bringUp() throws Exception {
        backups = Files.createTempDirectory("backups");
        lost = new Checkout();
        var settings = Checkout.production(233);
        settings.put("backups", "true");
        settings.put("backupRepository", backups.toString());
        browser = new Browser(Integer.parseInt(settings.get("httpPort")));
        lost.settings(settings);
        lost.succeed("stack", "init", lost.stack, "--no-select");
        lost.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        lost.declare(CLIENTS.stream().map(it -> client(it, "postgres")).toArray(String[]::new));
        lost.succeed("up", "--yes");
        for (var client : CLIENTS) {
            lost.docker.sql(database(client), "INSERT INTO visits SELECT FROM generate_series(1, " + ROWS + ")");
            files(client, "echo file of " + client + " > /v/file");
            lost.succeed("backup", client);
        }
        lost.declareWithServers(REPORTS, clients());
        lost.succeed("up", "--yes");
        lost.succeed("move", MOVED, "--to", "reports", "--yes");
        lost.succeed("backup", MOVED);
        lost.succeed("move", MOVED, "--confirm", "--yes");
        lost.docker.sql("postgres-reports", database(MOVED), "INSERT INTO visits DEFAULT VALUES");
        for (var client : CLIENTS) {
            files(client, "echo file of " + client + ", later > /v/file");
        }
    }

    @AfterAll
    static void remove() {
        (found == null ? lost : found).remove();
        Shell.run("rm", "--recursive", "--force", backups.toString());
    }

    @Test
    @Order(1)
    void ofTwoServersOneIsLostAndItsClientsAloneArePutBack() throws Exception {
        Shell.run("docker", "rm", "--force", "owndom_postgres_" + lost.stack);
        Shell.run("docker", "volume", "rm", "owndom_postgres_" + lost.stack);
        var started = System.nanoTime();
        var refused = lost.hosting("up", "--yes");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.printed())
                .contains("It lacks owndom_postgres_" + lost.stack, "./hosting adopt --stack " + lost.stack);
        lost.succeed("stack", "rm", "--force", "--preserve-config", "--yes");
        lost.succeed("adopt", "--yes");
        var asked = lost.hosting("recover");
        assertThat(asked.code()).isEqualTo(1);
        assertThat(asked.printed())
                .contains("client-1: its database to 2", "client-2: its database to 2", "Nothing was changed.")
                .doesNotContain(MOVED, "its files to");
        System.out.println(lost.succeed("recover", "--yes"));
        System.out.printf("server lost: all of it back in %d s%n", (System.nanoTime() - started) / 1_000_000_000);
        assertThat(lost.succeed("recover", "--confirm", "--yes")).contains("client_1_old is dropped");
        assertHas(lost, "client-1", ROWS);
        assertHas(lost, "client-2", ROWS);
        assertHas(lost, MOVED, ROWS + 1);
        for (var client : CLIENTS) {
            lost.succeed("backup", client);
        }
    }

    @Test
    @Order(2)
    void onAnotherMachineEverythingServesAgain() throws Exception {
        // What the next one is told of, as from the repository of the program, and a state that is elsewhere.
        found = new Checkout(lost.stack);
        Files.copy(lost.directory.resolve(stackFile()), found.directory.resolve(stackFile()));
        Shell.run("cp", "--recursive", lost.directory.resolve("state") + "/.", found.directory.resolve("state") + "");
        lost.remove();
        assertThat(lost.docker.lives()).isEmpty();
        var started = System.nanoTime();
        found.declareWithServers(REPORTS, clients());
        var refused = found.hosting("up", "--yes");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.printed())
                .contains("Docker has none of the data", "./hosting stack rm --force --preserve-config --yes");
        found.succeed("stack", "rm", "--force", "--preserve-config", "--yes");
        found.succeed("up", "--yes");
        var up = System.nanoTime();
        recoverKilled("client-2 goes back to its backup");
        System.out.println(found.succeed("recover", "--yes"));
        System.out.printf(
                "host lost: up in %d s, %d clients' data back %d s later%n",
                (up - started) / 1_000_000_000, CLIENTS.size(), (System.nanoTime() - up) / 1_000_000_000);
        assertHas(found, "client-1", ROWS);
        assertHas(found, "client-2", ROWS);
        assertHas(found, MOVED, ROWS + 1);
    }

    /** Else what was written since would be undone. */
    @Test
    @Order(3)
    void whoIsBackIsNotPutBackASecondTime() throws Exception {
        for (var client : CLIENTS) {
            found.docker.sql(server(client), database(client), "INSERT INTO visits DEFAULT VALUES");
        }
        assertThat(found.succeed("recover")).contains("Nobody's data are to be put back");
        assertThat(found.hosting("recover", "--confirm").code()).isEqualTo(1);
        assertThat(found.succeed("recover", "--confirm", "--yes"))
                .contains("client_2_old is dropped", "client_3_old is dropped", "The files of before are dropped.");
        found.succeed("backup", "client-1");
        found.docker.sql(database("client-1"), "INSERT INTO visits DEFAULT VALUES");
        found.succeed("restore", "client-1", "--yes");
        found.succeed("restore", "client-1", "--confirm", "--yes");
        assertThat(found.succeed("recover")).contains("Nobody's data are to be put back");
        assertHas(found, "client-1", ROWS + 1);
        assertHas(found, "client-2", ROWS + 1);
        assertHas(found, MOVED, ROWS + 2);
    }

    @Test
    @Order(4)
    void theNewEstateIsWholeAndIsBackedUpItself() throws Exception {
        found.succeed("preview", "--expect-no-changes");
        for (var client : CLIENTS) {
            found.succeed("backup", client);
            Shell.run("docker", "exec", backupsOf(client), "backup", "verify", client);
        }
        var status = found.succeed("status");
        for (var client : CLIENTS) {
            assertThat(status.lines()).anyMatch(it -> it.matches(client + " +\\d+ min +\\d+ min +green"));
        }
    }

    private static void recoverKilled(String line) throws Exception {
        var recover = found.start("recover", "--yes");
        try (var lines = recover.inputReader()) {
            assertThat(lines.lines().anyMatch(it -> it.startsWith(line))).isTrue();
            recover.descendants().forEach(ProcessHandle::destroyForcibly);
            recover.destroyForcibly().waitFor();
        }
    }

    private static void assertHas(Checkout checkout, String client, int rows) {
        assertThat(files(client, "cat /v/file")).isEqualTo("file of " + client + ", later");
        assertThat(checkout.docker.sql(server(client), database(client), "SELECT count(*) FROM visits"))
                .isEqualTo(String.valueOf(rows));
        Eventually.within(30, client + " serves its data", () -> {
            var page = browser.get(client + ".e2e.localhost", "/api/v1/visits").body();
            return page.contains(database(client)) && page.contains("\"visits\":" + rows);
        });
    }

    private static String server(String client) {
        return client.equals(MOVED) ? "postgres-reports" : "postgres";
    }

    private static String backupsOf(String client) {
        return "owndom_backups%s_%s".formatted(client.equals(MOVED) ? "-reports" : "", lost.stack);
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
                .map(it -> client(it, it.equals(MOVED) ? "reports" : "postgres"))
                .toArray(String[]::new);
    }

    private static String client(String name, String server) {
        return """
                new Client("%s", client -> client.noFrontend()
                        .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages")
                                .volume("files", "/srv/files"))
                        .database(database -> database.withServer("%s").withInit("tools/database/clients/client-1/init")))"""
                .formatted(name, server);
    }
}
