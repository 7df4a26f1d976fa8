package com.owndom.hosting.settings;

import com.owndom.hosting.container.MemorySize;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Optional;

/** Reads the part of the stack's settings that backups have. */
record BackupReader(ConfigReader reader) {

    /** The settings that stand encrypted in the stack's file. */
    static final List<String> SECRETS = List.of("backupAccessKey", "backupSecretKey", "backupSshKey");

    private static final int HOURS = 24;

    BackupSettings read(boolean onByDefault) {
        var defaults = BackupSettings.defaults(onByDefault);
        return new BackupSettings(
                reader.flag("backups", onByDefault),
                reader.parsed(
                        "backupRepository",
                        defaults.repository(),
                        "an absolute path on the host, sftp:user@host:path or s3:https://host/bucket",
                        BackupRepository::parse),
                access(),
                reader.parsed("backupHours", defaults.hours(), "a number of hours from 1 to 24", it -> within(it, 1)),
                reader.parsed("backupKeep", defaults.keep(), "like 24h 7d 4w 12m", Retention::parse),
                reader.parsed("backupHour", defaults.hour(), "an hour of the day from 0 to 23", it -> within(it, 0)),
                reader.text("resticImage", defaults.image()),
                reader.parsed("backupMemory", defaults.memory(), "an amount in m or g", MemorySize::parse));
    }

    private BackupSettings.Access access() {
        return new BackupSettings.Access(
                secret("backupAccessKey"),
                secret("backupSecretKey"),
                secret("backupSshKey"),
                reader.given("backupKnownHosts"));
    }

    private Optional<Output<String>> secret(String key) {
        return reader.given(key).map(Output::ofSecret);
    }

    private static Optional<Integer> within(String text, int from) {
        return ConfigReader.wholeNumber(text).filter(it -> it >= from && it < HOURS + from);
    }
}
