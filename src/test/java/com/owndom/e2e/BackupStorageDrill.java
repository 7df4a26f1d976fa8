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

/**
 * The disk of the backups fills up during a backup; their storage goes away, also during one, and comes back. Nothing that
 * was backed up is lost, and the next backup is made without anybody's help.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupStorageDrill {

    private static final int SECONDS = 300;

    private static Path disk;
    private static SftpServer sftp;
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
        if (sftp != null) {
            sftp.close();
        }
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
        // Docker gives a container the directory that is there when it starts.
        Shell.run("docker", "restart", container());
        hourLater();
        Eventually.within(SECONDS, "that it is away is said", () -> backup("status")
                .contains("is gone; there were backups in it. Is its disk mounted?"));
        Files.delete(disk.resolve("backups"));
        Shell.run(
                "mv",
                disk.resolve("elsewhere").toString(),
                disk.resolve("backups").toString());
        Shell.run("docker", "restart", container());
        var before = backups();
        laterThanItsFailure();
        Eventually.within(SECONDS, "the next backup is made", () -> backups() == before + 1);
        assertThat(backup("status")).contains("client-1\tgreen");
    }

    @Test
    @Order(4)
    void storageThatStopsDuringABackupIsUsedAgainByTheSchedulerOnceItIsBack() throws Exception {
        sftp = new SftpServer();
        estate.set("backupRepository", sftp.repository());
        estate.setSecret("backupSshKey", sftp.key());
        estate.set("backupKnownHosts", sftp.knownHosts());
        estate.up(client());
        Eventually.within(
                SECONDS, "client-1 is verified there", () -> backup("status").contains("client-1\tgreen"));
        var before = backups();
        var started = started();

        hourLater();
        Eventually.within(SECONDS, "the next backup is on its way", BackupStorageDrill::isDumping);
        sftp.stop();
        Eventually.within(SECONDS, "its failure is said", () -> backup("status").contains("a backup failed: "));
        assertThat(backup("status")).contains("client-1\tyellow");
        laterThanItsFailure();
        Eventually.within(SECONDS, "the second is red", () -> backup("status").contains("2 backups failed, last: "));
        assertThat(backup("status")).contains("client-1\tred");
        assertThat(failing("health")).contains("client-1");

        sftp.start();
        laterThanItsFailure();
        Eventually.within(
                SECONDS, "client-1 is backed up again", () -> backup("status").contains("client-1\tgreen"));
        assertThat(backups()).isEqualTo(before + 1);
        assertThat(backup("verify", "client-1")).contains("was restored and compared");
        assertThat(started()).isEqualTo(started);
    }

    /** The last backup is so old that the next one is due. */
    private static void hourLater() {
        inContainer("rm /var/lib/backup/clients/client-1/backup");
    }

    /** What failed is tried again after ten minutes. */
    private static void laterThanItsFailure() {
        inContainer("sed -i 's/\t[0-9]*\t/\t0\t/' /var/lib/backup/clients/client-1/failure.backup");
    }

    private static boolean isDumping() {
        return estate.docker
                .sql("postgres", "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pg_dump'")
                .equals("1");
    }

    private static long backups() {
        return backup("list", "client-1").lines().count();
    }

    private static String started() {
        return Shell.run("docker", "inspect", "--format", "{{.State.StartedAt}}", container());
    }

    private static void inContainer(String command) {
        Shell.run("docker", "exec", container(), "bash", "-c", command);
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
        return "docker exec " + container() + " backup " + String.join(" ", arguments);
    }

    private static String container() {
        return "e2e_backups_" + estate.name();
    }

    private static String sql(String statement) {
        return estate.docker.sql("client_1_db", statement);
    }
}
