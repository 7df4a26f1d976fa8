package com.owndom.hosting.app;

import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.RemoteImageArgs;
import com.pulumi.docker.inputs.RemoteImageBuildArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.Optional;

/** The image that an app is built into. Old ones stay on the host: a step back needs no build. */
final class AppImage {

    /** Where the program's jar is, and not in the state: the launcher shows a log's end when the build fails. */
    private static final String LOGS = "target";

    private AppImage() {}

    /** Declares the build; nothing for an app with a published image, which Docker pulls with the container. */
    static Optional<RemoteImage> declare(AppPlan plan, Resource parent) {
        var options = CustomResourceOptions.builder().parent(parent).build();
        return plan.build().map(build -> new RemoteImage(plan.name(), args(plan, build), options));
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
