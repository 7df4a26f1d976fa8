package com.owndom.hosting.backup;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.settings.Retention;
import java.util.List;

/** What can be wrong with how a client is backed up. */
public final class BackupChecks {

    private static final int LONGEST_HOURS = 24;

    private BackupChecks() {}

    /** The problems, under the client's name. */
    public static List<Problem> of(ClientName client, Backup backup) {
        var problems = new Problems(client.value());
        backup.hours().stream()
                .filter(it -> it < 1 || it > LONGEST_HOURS)
                .forEach(it -> problems.refuse(
                        "backup every " + it + " hours",
                        "a client is backed up every 1 to 24 hours",
                        "write withHours(24), or noBackup()"));
        backup.keep()
                .filter(it -> Retention.parse(it).isEmpty())
                .ifPresent(it -> problems.refuse(
                        "keep \"" + it + "\"",
                        "is how many hours, days, weeks and months are kept, each at most once",
                        "write one like withKeep(\"" + Retention.CONVENTIONAL + "\")"));
        backup.check()
                .filter(it -> !isOneQuery(it))
                .ifPresent(it -> problems.refuse(
                        "check \"" + it.strip() + "\"",
                        "is one query that reads, without psql's commands",
                        "write one like withCheck(\"SELECT sum(amount) FROM orders\")"));
        return problems.found();
    }

    private static boolean isOneQuery(String sql) {
        return sql.strip().matches("(?is)(select|with|table)\\s[^\\\\;]*;?");
    }
}
