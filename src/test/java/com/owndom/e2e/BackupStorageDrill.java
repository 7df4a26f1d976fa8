package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The disk of the backups fills up during a backup; their storage is away and comes back. Nothing that was backed up is lost. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupStorageDrill {

    private static Path disk;
    private static EstateUnderTest estate;

    @BeforeAll
    static void bringUp() throws Exception {
        disk = Files.createTempDirectory("disk");
        Shell.run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        estate = new EstateUnderTest("production", 234);
        estate.set("backups", "true");
        estate.set("backupRepository", disk.resolve("backups").toString());
        Files.createDirectory(disk.resolve("backups"));
        estate.up(client());
        sql("CREATE TABLE noise AS SELECT 1 AS round, gen_random_uuid() AS id FROM generate_series(1, 20000)");
        backup("now", "client-1");
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
        Shell.run("umount", "--lazy", disk.toString());
        Files.delete(disk);
    }

    @Test
    @Order(1)
    void aFullDiskIsSaidAndWhatWasBackedUpBeforeComesBack() {
        var before = sql("SELECT count(*) FROM noise");
        sql("INSERT INTO noise SELECT 2, gen_random_uuid() FROM generate_series(1, 3000000)");
        var failed = failing("now", "client-1");
        assertThat(failed).containsIgnoringCase("no space left");
        assertThat(failing("now", "client-1")).containsIgnoringCase("no space left");
        assertThat(backup("status")).contains("client-1\tred").containsIgnoringCase("no space left");
        assertThat(backup("restore-into", "client-1", "latest", "before_it_was_full"))
                .contains("holds backup");
        assertThat(estate.docker.sql("before_it_was_full", "SELECT count(*) FROM noise"))
                .isEqualTo(before);
        estate.docker.sql("postgres", "DROP DATABASE before_it_was_full");
    }

    @Test
    @Order(2)
    void withRoomAgainTheNextOneIsWhole() {
        Shell.run("mount", "-o", "remount,size=400m", disk.toString());
        backup("now", "client-1");
        assertThat(backup("verify", "client-1")).contains("was restored and compared");
        assertThat(backup("status")).contains("client-1\tgreen");
    }

    @Test
    @Order(3)
    void storageThatIsAwayIsSaidAndIsUsedOnceItIsBack() throws IOException {
        Shell.run(
                "mv",
                disk.resolve("backups").toString(),
                disk.resolve("elsewhere").toString());
        Files.createDirectory(disk.resolve("backups"));
        Shell.run("sh", "-c", "true");
        var container = "e2e_backups_" + estate.name();
        Shell.run("docker", "restart", container);
        assertThat(failing("now", "client-1")).contains("is gone; there were backups in it. Is its disk mounted?");
        Files.delete(disk.resolve("backups"));
        Shell.run(
                "mv",
                disk.resolve("elsewhere").toString(),
                disk.resolve("backups").toString());
        Shell.run("docker", "restart", container);
        backup("now", "client-1");
        assertThat(backup("status")).contains("client-1\tgreen");
    }

    private static Client client() {
        return new Client("client-1", client -> client.noFrontend()
                .backend(app ->
                        app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages"))
                .database(database -> database.withInit("tools/database/clients/client-1/init")));
    }

    private static String backup(String... arguments) {
        return Shell.run("sh", "-c", command(arguments));
    }

    /** What a command prints that has to fail. */
    private static String failing(String... arguments) {
        return Shell.run("sh", "-c", "! " + command(arguments) + " 2>&1");
    }

    private static String command(String... arguments) {
        return "docker exec e2e_backups_" + estate.name() + " backup " + String.join(" ", arguments);
    }

    private static String sql(String statement) {
        return estate.docker.sql("client_1_db", statement);
    }
}
