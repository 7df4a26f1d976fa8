package com.owndom.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.backup.Backup;
import com.owndom.hosting.backup.BackupChecks;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.settings.StackSettings;
import com.owndom.hosting.testing.StackRun;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups that are refused. */
class BackupChecksTest {

    @Test
    void whatAClientsOwnerWroteIsCheckedAllAtOnce() {
        var backup = Backup.conventional().withHours(25).withKeep("24h 3h").withCheck("DELETE FROM orders");
        assertThat(BackupChecks.of(new ClientName("client-1"), backup))
                .extracting(Problem::toString)
                .satisfiesExactly(
                        it -> assertThat(it).contains("client-1", "every 25 hours", "withHours(24)"),
                        it -> assertThat(it).contains("24h 3h", "withKeep(\"24h 7d 4w 12m\")"),
                        it -> assertThat(it).contains("DELETE FROM orders", "withCheck("));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "select sum(a) from b;", "WITH x AS (SELECT 1) TABLE x"})
    void aQueryIsNoProblem(String query) {
        assertThat(BackupChecks.of(
                        new ClientName("client-1"), Backup.conventional().withCheck(query)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1; SELECT 2", "SELECT 1 \\! id", "\\copy a to b", ""})
    void anythingElseIs(String query) {
        assertThat(BackupChecks.of(
                        new ClientName("client-1"), Backup.conventional().withCheck(query)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "backupRepository, ftp://host/path",
        "backupRepository, relative/path",
        "backupRepository, /srv/../etc",
        "backupRepository, sftp:host",
        "backupRepository, s3:https://host",
        "backupHours, 0",
        "backupHours, 25",
        "backupKeep, daily",
        "backupKeep, 0d",
        "backupKeep, 7d 7d",
        "backupHour, 24",
        "backupMemory, much",
        "backups, maybe",
    })
    void settingsHaveAForm(String key, String value) {
        assertThat(problems(new StackRun().config(key, value)))
                .singleElement()
                .asString()
                .contains(key, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/srv/backups",
                "sftp:backups@storage.example:estate",
                "sftp://storage.example:2222/srv/estate",
                "s3:https://storage.example/bucket/estate",
                "s3:http://127.0.0.1:9000/bucket"
            })
    void theseAreRepositories(String location) {
        assertThat(problems(new StackRun().config("backupRepository", location)))
                .isEmpty();
    }

    private static List<String> problems(StackRun run) {
        var problems = new AtomicReference<List<String>>();
        run.config("masterSecret", "0123456789abcdef0123456789abcdef")
                .of(context -> problems.set(StackSettings.of(context).problems().stream()
                        .map(Problem::toString)
                        .toList()))
                .result()
                .throwOnError();
        return problems.get();
    }
}
