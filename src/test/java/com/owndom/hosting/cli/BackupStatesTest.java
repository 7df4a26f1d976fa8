package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Backups as ./hosting status prints them. */
class BackupStatesTest {

    @Test
    void everyClientIsALineWithTheAgesOfItsBackups() {
        assertThat(table(
                        "repository\t/repository\ton this host alone",
                        "client-1\tgreen\t12 min\t9 h\t-",
                        "client-2\tred\t2 d\t2 d\tthe last backup is too old",
                        "repository\t/repository\ton this host alone",
                        "client-3\tyellow\t-\t-\tno backup yet"))
                .isEqualTo(
                        """

                        BACKUPS OF  LAST    LAST VERIFIED  STATE
                        client-1    12 min  9 h            green
                        client-2    2 d     2 d            red: the last backup is too old
                        client-3    -       -              yellow: no backup yet
                        Backups are on this host alone: ./hosting config set backupRepository sends them to another machine.
                        """);
    }

    @Test
    void whatIsWrongWithTheRepositoryIsALineOfItsOwn() {
        assertThat(table(
                        "repository\t/repository\ton this host's own disk",
                        "backups\tred\t-\t-\tletting go of old backups has failed 2 times: no space left"))
                .contains(
                        "backups     -     -              red: letting go of old backups has failed 2 times: no space left\n")
                .contains("Backups are on this host's own disk: ./hosting config set backupRepository ");
    }

    @Test
    void nothingIsSaidOfARepositoryElsewhere() {
        assertThat(table("repository\ts3:https://storage.example/backups\t-", "client-1\tgreen\t1 min\t1 h\t-"))
                .doesNotContain("storage.example", "alone");
    }

    @Test
    void withoutBackupsThereIsNoTable() {
        assertThat(table()).isEmpty();
    }

    private static String table(String... lines) {
        return new BackupStates(List.of(lines)).table();
    }
}
