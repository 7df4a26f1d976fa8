package com.owndom.hosting.backup;

import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Fingerprint;
import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.RemoteImageArgs;
import com.pulumi.docker.inputs.RemoteImageBuildArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image that backs up one server: restic on the server's own image, which has the programs of its version.
 *
 * @param estate the estate's name
 * @param settings restic's image, and where backups go
 * @param serverImage the server's
 */
record BackupImage(String estate, EstateSettings settings, String serverImage) {

    private static final String SOURCES = "tools/backup";

    RemoteImage declare(String logicalName, CustomResourceOptions options) {
        var args = RemoteImageArgs.builder()
                .name(name())
                .keepLocally(true)
                .build(RemoteImageBuildArgs.builder()
                        .context(SOURCES)
                        .dockerfile("Dockerfile")
                        .buildArgs(arguments())
                        .forceRemove(true)
                        .build())
                .build();
        return new RemoteImage(logicalName, args, options);
    }

    /** Named after what it is built from. */
    String name() {
        var fingerprint = new Fingerprint().text(arguments().toString());
        try (var files = Files.list(settings.root().resolve(SOURCES))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                fingerprint.text(String.valueOf(file.getFileName())).content(Files.readAllBytes(file));
            }
        } catch (NoSuchFileException absent) {
            // The build says so.
            return estate + "/backups:" + fingerprint.value();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return estate + "/backups:" + fingerprint.value();
    }

    private Map<String, String> arguments() {
        var backups = settings.backups();
        return new TreeMap<>(Map.of(
                "RESTIC_IMAGE",
                backups.image(),
                "POSTGRES_IMAGE",
                serverImage,
                "PACKAGES",
                backups.repository().isSftp() ? "openssh-client" : ""));
    }
}
