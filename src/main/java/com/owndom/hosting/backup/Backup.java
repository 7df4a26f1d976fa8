package com.owndom.hosting.backup;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a client's owner wants it to be backed up; what is not said is the stack's.
 *
 * @param hours between two backups, 1 to 24
 * @param keep which are kept, {@code 24h 7d 4w 12m}
 * @param check one SQL query whose answer has to be the same in a restored backup as it was when it was taken
 */
public record Backup(OptionalInt hours, Optional<String> keep, Optional<String> check) {

    /** All as the stack says, checked by the tables, their rows, and a sum over every table of at most 64 MB. */
    public static Backup conventional() {
        return new Backup(OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    /** With so many hours between two backups, 1 to 24. */
    public Backup withHours(int number) {
        return new Backup(OptionalInt.of(number), keep, check);
    }

    /** With that many kept: {@code 24h 7d 4w 12m}, each unit once at most. */
    public Backup withKeep(String retention) {
        return new Backup(hours, Optional.of(retention), check);
    }

    /**
     * With one more thing that is compared after a restore: {@code SELECT sum(amount) FROM orders}. It is asked as a role
     * that may read what the client may, of the same moment as the backup.
     */
    public Backup withCheck(String query) {
        return new Backup(hours, keep, Optional.of(query));
    }
}
