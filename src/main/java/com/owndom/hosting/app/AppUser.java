package com.owndom.hosting.app;

import com.owndom.hosting.settings.EstateSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Who an app runs as, as far as that is known before its container is there.
 *
 * @param plan may name a user, or has a Dockerfile that does
 * @param settings know where the project is
 */
record AppUser(AppPlan plan, EstateSettings settings) {

    /** The number of the user, {@code 1000} or {@code 1000:1000}; empty for a published image, or a name. */
    Optional<String> number() {
        return plan.app().confinement().user().or(this::ofDockerfile).filter(it -> it.matches("[0-9]+(:[0-9]+)?"));
    }

    /** As it stands in the Dockerfile; empty without one, or when it names none. */
    Optional<String> ofDockerfile() {
        return plan.build()
                .filter(it -> Files.isRegularFile(settings.root().resolve(it.dockerfile())))
                .flatMap(it -> DockerfileUser.of(text(it), it.target()));
    }

    private String text(ImageBuild build) {
        try {
            return Files.readString(settings.root().resolve(build.dockerfile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
