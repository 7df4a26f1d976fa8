package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.settings.BackupSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What can be wrong with where backups go, each under the key of its setting. */
final class BackupSettingsChecks {

    private static final int SMALLEST_MEMORY = 256;

    private final BackupSettings backups;
    private final List<Problem> problems = new ArrayList<>();

    BackupSettingsChecks(BackupSettings backups) {
        this.backups = backups;
    }

    List<Problem> problems() {
        if (!backups.on()) {
            return List.of();
        }
        var access = backups.access();
        if (backups.repository().isSftp()) {
            needed("backupSshKey", access.sshKey(), "pulumi config set --secret backupSshKey < KEY");
            needed("backupKnownHosts", access.knownHosts(), "ssh-keyscan HOST | pulumi config set backupKnownHosts");
        }
        if (backups.repository().isS3()) {
            needed("backupAccessKey", access.accessKey(), "pulumi config set --secret backupAccessKey");
            needed("backupSecretKey", access.secretKey(), "pulumi config set --secret backupSecretKey");
        }
        image();
        memory();
        return List.copyOf(problems);
    }

    private void needed(String key, Optional<?> given, String fix) {
        if (given.isEmpty()) {
            problems.add(
                    new Problem(key, "not set", backups.repository().location() + " is not opened without it", fix));
        }
    }

    private void image() {
        var image = new ImageReference(backups.image());
        if (!image.isWellFormed() || !image.isPinned()) {
            problems.add(new Problem(
                    "resticImage",
                    '"' + image.value() + '"',
                    "an image names a tag or digest",
                    "pulumi config set resticImage " + BackupSettings.IMAGE));
        }
    }

    private void memory() {
        if (backups.memory().mebibytes() < SMALLEST_MEMORY) {
            problems.add(new Problem(
                    "backupMemory",
                    backups.memory().toString(),
                    "restic needs %d MB at least".formatted(SMALLEST_MEMORY),
                    "pulumi config set backupMemory 512m"));
        }
    }
}
