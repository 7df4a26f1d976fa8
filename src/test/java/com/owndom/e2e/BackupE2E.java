package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.database.DatabaseServer;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Backups of a running estate with two database servers: made, restored and compared, damaged, on another machine. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BackupE2E {

    private static final int SECONDS = 90;
    private static final Client CLIENT_1 =
            client("client-1", client -> client.backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                            .sources("apps/client-1", "packages")
                            .volume("uploads", "/srv/uploads"))
                    .backup(it -> it.withCheck("SELECT string_agg(day, '/' ORDER BY position) FROM opening_hours")));
    private static final Client CLIENT_2 = client(
            "client-2",
            client -> client.database(it -> it.withServer("reports").withInit("tools/database/clients/client-1/init")));
    private static final Client CLIENT_3 = client("client-3", ClientBuilder::noBackup);

    private static EstateUnderTest estate;
    private static SftpServer sftp;
    private static S3Storage s3;

    @BeforeAll
    static void bringUp() throws Exception {
        sftp = new SftpServer();
        s3 = new S3Storage();
        estate = new EstateUnderTest("production", 215);
        estate.servers(new DatabaseServer("reports"));
        estate.set("backups", "true");
        estate.up(CLIENT_1, CLIENT_2, CLIENT_3);
    }

    @AfterAll
    static void remove() throws Exception {
        sftp.close();
        s3.close();
        estate.remove();
    }

    @Test
    @Order(1)
    void everyClientIsBackedUpAndItsBackupRestoredWithoutBeingAsked() {
        Eventually.within(
                SECONDS, "client-1 is verified", () -> backup("status").contains("client-1\tgreen"));
        Eventually.within(
                SECONDS, "client-2 is verified", () -> inReports("status").contains("client-2\tgreen"));
        assertThat(backup("status")).contains("on this host alone").doesNotContain("client-2", "client-3");
        assertThat(backup("list", "client-1"))
                .containsPattern("\tdatabase\t[0-9]+\tverified")
                .containsPattern("\tvolumes\t[0-9]+\tverified");
        assertThat(backup("show", "client-1", "latest"))
                .contains("table\tpublic.opening_hours\t4\t")
                .contains("check\tTuesday to Friday/Saturday/Sunday/Monday");
    }

    @Test
    @Order(2)
    void aBackupComesBackBesideTheLiveDataAndBelongsToTheClientAlone() {
        estate.docker.sql("client_1_db", "INSERT INTO opening_hours VALUES (5, 'Easter', 'closed')");
        backup("now", "client-1");
        estate.docker.sql("client_1_db", "DELETE FROM opening_hours");
        assertThat(backup("restore-into", "client-1", "latest", "client_1_back"))
                .contains("client_1_back holds backup");
        assertThat(estate.docker.sql("client_1_back", "SELECT count(*) FROM opening_hours"))
                .isEqualTo("5");
        assertThat(estate.docker.sql(
                        "client_1_back", "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("client_1");
        assertThat(
                        estate.docker.sql(
                                "postgres",
                                "SELECT string_agg(rolname, ',') FROM pg_roles WHERE NOT rolsuper AND rolname NOT LIKE 'client-1-login-%' AND has_database_privilege(oid, 'client_1_back', 'CONNECT')"))
                .isEqualTo("client_1");
        assertThatThrownBy(() -> backup("restore-into", "client-1", "latest", "client_1_back"))
                .hasMessageContaining("nothing is restored into it");
        assertThatThrownBy(() -> backup("now", "client-4")).hasMessageContaining("no client of that name");
    }

    /** What a client's tables do when rows come in is done by the client, never by a superuser. */
    @Test
    @Order(3)
    void restoringRunsNothingOfAClientsWithMoreRightsThanItHas() {
        estate.docker.sql(
                "client_1_db",
                """
                SET ROLE client_1;
                CREATE FUNCTION climb() RETURNS boolean LANGUAGE sql AS 'SELECT true';
                CREATE TABLE trap (i int CHECK (climb()));
                INSERT INTO trap VALUES (1);
                CREATE OR REPLACE FUNCTION climb() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
                  PERFORM set_config('role', 'none', false);
                  EXECUTE 'ALTER ROLE client_1 SUPERUSER';
                  RETURN true;
                EXCEPTION WHEN insufficient_privilege THEN RETURN true; END $$""");
        backup("now", "client-1");
        assertThat(backup("verify", "client-1")).contains("was restored and compared");
        assertThat(estate.docker.sql("postgres", "SELECT rolsuper FROM pg_roles WHERE rolname = 'client_1'"))
                .isEqualTo("f");
        assertThat(estate.docker.sql("postgres", "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'backup:%'"))
                .isEqualTo("0");
        assertThat(estate.docker.sql(
                        "postgres", "SELECT count(*) FROM pg_database WHERE datname LIKE 'hosting_verify%'"))
                .isEqualTo("0");
    }

    @Test
    @Order(4)
    void aDamagedRepositoryIsSeenAndSaidAndTouchesNothing() {
        inShell(
                "find /repository/data -type f -exec dd if=/dev/zero of={} bs=64 seek=1 count=1 conv=notrunc status=none \\;");
        assertThatThrownBy(() -> backup("restore-into", "client-1", "latest", "client_1_damaged"))
                .hasMessageContaining("nothing of it was kept");
        assertThatThrownBy(() -> backup("verify", "client-1")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> backup("verify", "client-1")).isInstanceOf(AssertionError.class);
        assertThat(backup("status")).contains("client-1\tred").contains("2 verifications failed");
        assertThatThrownBy(() -> backup("health")).hasMessageContaining("client-1");
        assertThat(
                        estate.docker.sql(
                                "postgres",
                                "SELECT count(*) FROM pg_database WHERE datname LIKE 'hosting_verify%' OR datname = 'client_1_damaged'"))
                .isEqualTo("0");
    }

    @Test
    @Order(5)
    void theyGoToAnotherMachineOnceTheStackSaysSo() throws Exception {
        estate.set("backupRepository", sftp.repository());
        estate.setSecret("backupSshKey", sftp.key());
        estate.set("backupKnownHosts", sftp.knownHosts());
        estate.up(CLIENT_1, CLIENT_2, CLIENT_3);
        Eventually.within(
                SECONDS, "client-1 is verified there", () -> backup("status").contains("client-1\tgreen"));
        Eventually.within(
                SECONDS, "client-2 is verified there", () -> inReports("status").contains("client-2\tgreen"));
        assertThat(backup("status")).contains(sftp.repository()).doesNotContain("on this host alone");
        try (var packs = Files.walk(sftp.storage())) {
            assertThat(packs.filter(Files::isRegularFile)).hasSizeGreaterThan(5);
        }
        estate.expectNoChanges(CLIENT_1, CLIENT_2, CLIENT_3);
        estate.expectNoDrift();
    }

    /** Through the firewall of a production estate, which keeps its clients from any service of the host. */
    @Test
    @Order(6)
    void theyGoToS3UntilItsKeyIsRevokedWhichIsSaid() throws Exception {
        s3.start("AKIAOWNDOM0000000001", "a-secret-of-the-storage");
        estate.set("backupRepository", s3.repository());
        estate.setSecret("backupAccessKey", "AKIAOWNDOM0000000001");
        estate.setSecret("backupSecretKey", "a-secret-of-the-storage");
        estate.up(CLIENT_1, CLIENT_2, CLIENT_3);
        Eventually.within(
                SECONDS, "client-1 is verified there", () -> backup("status").contains("client-1\tgreen"));
        assertThat(backup("status")).contains(s3.repository());
        // The job that follows a verification would ask for a quarter of an hour what is refused in the middle of it.
        inShell("while test -e /var/lib/backup/verified; do sleep 0.1; done; flock /var/lib/backup/lock true");

        s3.start("AKIAOWNDOM0000000002", "another-secret-of-it");
        var now = "OPEN_SECONDS=5 timeout 60 backup now client-1";
        assertThatThrownBy(() -> inShell(now)).hasMessageContaining(s3.repository() + " can't be opened: ");
        assertThat(backup("status")).contains("a backup failed: ", s3.repository() + " can't be opened: ");
    }

    private static String backup(String... arguments) {
        return estate.docker.backup(arguments);
    }

    private static String inReports(String... arguments) {
        return estate.docker.backupOf("backups-reports", arguments);
    }

    private static void inShell(String command) {
        Shell.run("docker", "exec", "e2e_backups_" + estate.name(), "bash", "-c", command);
    }

    private static Client client(String name, UnaryOperator<ClientBuilder> options) {
        return new Client(
                name,
                client -> options.apply(
                        client.noFrontend().backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                                .sources("apps/client-1", "packages"))));
    }
}
