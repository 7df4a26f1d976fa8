package com.owndom.hosting.settings;

import com.owndom.hosting.container.MemorySize;
import com.pulumi.core.Output;
import java.util.Optional;

/**
 * How clients are backed up.
 *
 * @param on whether they are; in production by default, in development not
 * @param repository a volume on the host by default
 * @param access what opens a repository on another machine
 * @param hours between two backups of a client, 1 to 24; 1 by default
 * @param keep {@code 24h 7d 4w 12m} by default
 * @param hour of the day in UTC at which each client's last backup is restored and compared, 0 to 23; 3 by default
 * @param image has restic as {@code /usr/bin/restic}; {@code restic/restic:0.18.1} by default
 * @param memory of each server's container; 512m by default
 */
public record BackupSettings(
        boolean on,
        BackupRepository repository,
        Access access,
        int hours,
        Retention keep,
        int hour,
        String image,
        MemorySize memory) {

    /** The image with restic. */
    public static final String IMAGE = "restic/restic:0.18.1";

    private static final MemorySize MEMORY = new MemorySize(512);

    /**
     * What opens a repository on another machine; all of it secret but the hosts.
     *
     * @param accessKey of an S3-compatible storage
     * @param secretKey of an S3-compatible storage
     * @param sshKey a private key in OpenSSH's form
     * @param knownHosts the ssh server's keys as {@code ssh-keyscan} prints them
     */
    public record Access(
            Optional<Output<String>> accessKey,
            Optional<Output<String>> secretKey,
            Optional<Output<String>> sshKey,
            Optional<String> knownHosts) {

        /** Nothing. */
        public static Access none() {
            return new Access(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** The defaults, with a repository on the host. */
    public static BackupSettings defaults(boolean on) {
        return new BackupSettings(
                on, new BackupRepository(""), Access.none(), 1, Retention.CONVENTIONAL, 3, IMAGE, MEMORY);
    }
}
