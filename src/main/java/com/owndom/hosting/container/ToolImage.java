package com.owndom.hosting.container;

import com.owndom.hosting.text.Fingerprint;
import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.RemoteImageArgs;
import com.pulumi.docker.inputs.RemoteImageBuildArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image of one of the estate's own tools, built from the tool's directory.
 *
 * @param repository the image's name without its tag, such as {@code owndom/backups}
 * @param root the project's directory
 * @param directory the tool's, relative to the project; what is in directories below it is not in the image
 * @param arguments build arguments, never secrets: they stay in the image
 */
public record ToolImage(String repository, Path root, String directory, Map<String, String> arguments) {

    /** Copies the arguments, in the order of their names. */
    public ToolImage {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
    }

    /** Declares the build. Old images stay on the host: a step back needs no build. */
    public RemoteImage declare(String logicalName, CustomResourceOptions options) {
        var args = RemoteImageArgs.builder()
                .name(name())
                .keepLocally(true)
                .build(RemoteImageBuildArgs.builder()
                        .context(directory)
                        .dockerfile("Dockerfile")
                        .buildArgs(arguments)
                        .forceRemove(true)
                        .build())
                .build();
        return new RemoteImage(logicalName, args, options);
    }

    /** Named after what it is built from. */
    public String name() {
        var fingerprint = new Fingerprint().text(arguments.toString());
        try (var files = Files.list(root.resolve(directory))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                fingerprint.text(String.valueOf(file.getFileName())).content(Files.readAllBytes(file));
            }
        } catch (NoSuchFileException absent) {
            // The build says so.
            return repository + ":" + fingerprint.value();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return repository + ":" + fingerprint.value();
    }
}
