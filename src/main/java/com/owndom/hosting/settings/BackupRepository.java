package com.owndom.hosting.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where backups are kept.
 *
 * @param location empty for a volume on the host, else an absolute path on the host, {@code sftp:user@host:path}, {@code
 *     sftp://user@host:port/path} or {@code s3:https://host/bucket/path}, as restic writes them
 */
public record BackupRepository(String location) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._-]+)+");
    private static final Pattern SFTP = Pattern.compile(
            "sftp:([A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+:[A-Za-z0-9._/-]+|sftp://([A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._/-]+");
    private static final Pattern S3 = Pattern.compile("s3:https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._-]+)+");

    /** Reads it; empty when it has another form. */
    static Optional<BackupRepository> parse(String location) {
        var read = new BackupRepository(location);
        return read.isVolume() || read.isPath() || read.isSftp() || read.isS3() ? Optional.of(read) : Optional.empty();
    }

    /** Whether it is a volume of the estate's own: on the host that it is to be restored on. */
    public boolean isVolume() {
        return location.isEmpty();
    }

    /** Whether it is a directory of the host, which may be another disk or a mounted share. */
    public boolean isPath() {
        return PATH.matcher(location).matches() && !location.contains("/..");
    }

    /** Whether it is reached by ssh. */
    public boolean isSftp() {
        return SFTP.matcher(location).matches();
    }

    /** Whether it is an S3-compatible storage. */
    public boolean isS3() {
        return S3.matcher(location).matches();
    }

    /** Whether it is on another machine. */
    public boolean isRemote() {
        return isSftp() || isS3();
    }

    @Override
    public String toString() {
        return location;
    }
}
