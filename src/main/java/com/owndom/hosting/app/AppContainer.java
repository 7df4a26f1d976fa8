package com.owndom.hosting.app;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The container of an app, with the image it is built from and the volumes it keeps. */
public final class AppContainer {

    private final AppPlan plan;
    private final String estate;
    private final EstateSettings settings;
    private final Container container;

    /**
     * Declares it under the client.
     *
     * @param environment variables that are known at run time only, or secret
     * @param networks it joins
     * @param before what has to be there first
     */
    public AppContainer(
            AppPlan plan,
            String estate,
            EstateSettings settings,
            Map<String, Output<String>> environment,
            List<Output<String>> networks,
            Output<List<Resource>> before,
            Resource parent) {
        this.plan = plan;
        this.estate = estate;
        this.settings = settings;
        var image = AppImage.declare(plan, parent);
        var args = args(environment, networks)
                .volumes(new AppVolumes(plan, estate, settings.stack()).declare(parent))
                .build();
        var options = replacement(before.applyValue(it -> with(it, image)), parent);
        this.container = new Container(plan.name(), args, options);
    }

    /** The container's name, by which the proxy and the client's other app reach it. */
    public Output<String> name() {
        return Outputs.unlessFailed(container.name());
    }

    /** The container's id. */
    public Output<String> id() {
        return Outputs.unlessFailed(container.id());
    }

    /** The address of the app inside the client's network: {@code http://<container>:4001}. */
    public Output<String> url() {
        return name().applyValue(it -> "http://" + it + ":" + plan.port());
    }

    /** For those that start after it. */
    public Resource resource() {
        return container;
    }

    private static List<Resource> with(List<Resource> before, Optional<RemoteImage> image) {
        return Stream.concat(before.stream(), image.stream()).toList();
    }

    private ContainerArgs.Builder args(Map<String, Output<String>> environment, List<Output<String>> networks) {
        var app = plan.app();
        var labels = Labels.client(
                estate, settings.stack(), plan.client().value(), plan.role().label());
        var args = Containers.keptRunning(labels)
                .image(plan.image().value())
                .envs(new EnvironmentVariables(plan, settings).with(environment))
                .networksAdvanced(
                        networks.stream().map(it -> Containers.member(it)).toList())
                .healthcheck(health())
                .stopSignal(app.stopSignal())
                .destroyGraceSeconds((int) app.stopGrace().toSeconds());
        plan.containerName().ifPresent(args::name);
        plan.hostPort().ifPresent(port -> args.ports(Containers.loopbackPort(plan.port(), port)));
        var memory = MemorySize.parse(app.memory()).orElseThrow();
        return Containers.limited(Containers.confined(args), memory, app.cpus());
    }

    /** A new version starts beside the old one, except where both would need the same name and port. */
    private CustomResourceOptions replacement(Output<List<Resource>> before, Resource parent) {
        return CustomResourceOptions.builder()
                .parent(parent)
                .dependsOn(before)
                .deleteBeforeReplace(plan.isFixed())
                // The provider says it changes this in place, and does not.
                .replaceOnChanges("healthcheck")
                .build();
    }

    /** The guide's intervals; each check costs a process in the container, so they are for display, not for the gate. */
    private ContainerHealthcheckArgs health() {
        return ContainerHealthcheckArgs.builder()
                .tests(plan.health().test(plan.role(), plan.port()))
                .interval("30s")
                .timeout("10s")
                .retries(3)
                .startPeriod("1m0s")
                .build();
    }
}
