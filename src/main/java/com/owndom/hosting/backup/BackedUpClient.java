package com.owndom.hosting.backup;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.settings.BackupSettings;
import com.pulumi.core.Output;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of one client is backed up, and how.
 *
 * @param name the client's
 * @param data the name that its data have
 * @param backup as its owner described it
 * @param server the name of the database server that keeps its backups
 * @param hasDatabase whether it has a database there
 * @param volumes of its apps: their names in Docker by their short names
 */
public record BackedUpClient(
        ClientName name,
        ClientName data,
        Backup backup,
        String server,
        boolean hasDatabase,
        SortedMap<String, Output<String>> volumes) {

    private static final String NONE = "-";

    /** Copies the volumes. */
    public BackedUpClient {
        volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
    }

    /** Whether there is anything to back up. */
    public boolean hasData() {
        return hasDatabase || !volumes.isEmpty();
    }

    /** Its line in the container's settings: name, name of its data, role, database, hours, what is kept. */
    String line(BackupSettings settings) {
        var keep = backup.keep().orElse(settings.keep().text());
        return String.join(
                        "\t",
                        name.value(),
                        data.value(),
                        data.snake(),
                        hasDatabase ? data.database() : NONE,
                        String.valueOf(backup.hours().orElse(settings.hours())),
                        keep.replace(" ", ""))
                + "\n";
    }

    Optional<String> check() {
        return backup.check().map(it -> it.strip().replaceAll(";$", "") + ";\n");
    }
}
