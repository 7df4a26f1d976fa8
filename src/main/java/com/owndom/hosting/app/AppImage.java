package com.owndom.hosting.app;

import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.RemoteImageArgs;
import com.pulumi.docker.inputs.RemoteImageBuildArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The image that an app is built into. Old ones stay on the host: a step back needs no build. */
final class AppImage {

    /** Beside the program, and not in the state: the launcher shows its end when the build fails. */
    private static final String LOGS = "target";

    private AppImage() {}

    /** Declares the build; nothing for an app with a published image, which Docker pulls with the container. */
    static Optional<RemoteImage> declare(AppPlan plan, Path project, Resource parent) {
        var options = CustomResourceOptions.builder().parent(parent).build();
        return plan.build().map(build -> {
            prepareLogs(project);
            return new RemoteImage(plan.name(), args(plan, build), options);
        });
    }

    /** The provider makes no directory. */
    private static void prepareLogs(Path project) {
        try {
            Files.createDirectories(project.resolve(LOGS));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static RemoteImageArgs args(AppPlan plan, ImageBuild build) {
        return RemoteImageArgs.builder()
                .name(plan.image().value())
                .keepLocally(true)
                .build(RemoteImageBuildArgs.builder()
                        .context(build.context())
                        .dockerfile(build.dockerfile())
                        .target(build.target())
                        .buildArgs(build.arguments())
                        .buildLogFile("%s/build-%s.log".formatted(LOGS, plan.name()))
                        .forceRemove(true)
                        .build())
                .build();
    }
}
