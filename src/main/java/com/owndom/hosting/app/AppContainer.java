package com.owndom.hosting.app;

import com.owndom.hosting.network.Labels;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.RemoteImageArgs;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerPortArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.docker.inputs.RemoteImageBuildArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The container of an app, with the image it is built from and the volumes it keeps. */
public final class AppContainer {

    private final AppPlan plan;
    private final String estate;
    private final EstateSettings settings;
    private final Resource parent;
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
        this.parent = parent;
        var image = plan.build().map(this::image);
        this.container = container(environment, networks, before.applyValue(it -> with(it, image)));
    }

    /** The container's name, by which the proxy and the client's other app reach it. */
    public Output<String> name() {
        return Outputs.unlessFailed(container.name());
    }

    /** The container's id. */
    public Output<String> id() {
        return Outputs.unlessFailed(container.id());
    }

    /** The address of the app inside the client's network. */
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

    private RemoteImage image(ImageBuild build) {
        var args = RemoteImageArgs.builder()
                .name(plan.image().value())
                .keepLocally(true)
                .build(RemoteImageBuildArgs.builder()
                        .context(build.context())
                        .dockerfile(build.dockerfile())
                        .target(build.target())
                        .buildArgs(build.arguments())
                        .forceRemove(true)
                        .build())
                .build();
        return new RemoteImage(
                plan.name(),
                args,
                CustomResourceOptions.builder().parent(parent).build());
    }

    private Container container(
            Map<String, Output<String>> environment, List<Output<String>> networks, Output<List<Resource>> before) {
        var app = plan.app();
        var memory = MemorySize.parse(app.memory()).orElseThrow().mebibytes();
        var args = ContainerArgs.builder()
                .image(plan.image().value())
                .envs(new EnvironmentVariables(plan, settings).with(environment))
                .labels(Labels.client(
                        estate,
                        settings.stack(),
                        plan.client().value(),
                        plan.role().label()))
                .networksAdvanced(networks.stream().map(AppContainer::member).toList())
                .volumes(volumes())
                .healthcheck(health())
                .memory(memory)
                // Without it Docker allows as much swap again, and reports it as drift.
                .memorySwap(memory)
                .cpus(app.cpus())
                .restart("unless-stopped")
                .logDriver("json-file")
                .logOpts(Map.of("max-size", "10m", "max-file", "3"))
                .stopSignal(app.stopSignal())
                .destroyGraceSeconds((int) app.stopGrace().toSeconds());
        plan.containerName().ifPresent(args::name);
        plan.hostPort().ifPresent(port -> args.ports(loopback(port)));
        return new Container(plan.name(), args.build(), replacement(before));
    }

    /** A new version starts beside the old one, except where both would need the same name and port. */
    private CustomResourceOptions replacement(Output<List<Resource>> before) {
        return CustomResourceOptions.builder()
                .parent(parent)
                .dependsOn(before)
                .deleteBeforeReplace(plan.isFixed())
                // The provider says it changes this in place, and does not.
                .replaceOnChanges("healthcheck")
                .build();
    }

    private static ContainerNetworksAdvancedArgs member(Output<String> network) {
        return ContainerNetworksAdvancedArgs.builder().name(network).build();
    }

    private ContainerPortArgs loopback(int port) {
        return ContainerPortArgs.builder()
                .internal(plan.port())
                .external(port)
                .ip("127.0.0.1")
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

    private List<ContainerVolumeArgs> volumes() {
        var volumes = new ArrayList<ContainerVolumeArgs>();
        plan.mounts().forEach(it -> volumes.add(mount(it)));
        plan.app().volumes().forEach((path, name) -> volumes.add(volume(path, name)));
        return volumes;
    }

    private static ContainerVolumeArgs mount(AppPlan.Mount mount) {
        var args = ContainerVolumeArgs.builder().containerPath(mount.path());
        mount.source().ifPresent(args::hostPath);
        return args.build();
    }

    private ContainerVolumeArgs volume(String path, String name) {
        var args = VolumeArgs.builder()
                .name(plan.client().container(estate, name, settings.stack()))
                .build();
        var kept = CustomResourceOptions.builder().parent(parent).protect(true).build();
        var volume = new Volume(plan.client().logical(name), args, kept);
        return ContainerVolumeArgs.builder()
                .volumeName(volume.name())
                .containerPath(path)
                .build();
    }
}
