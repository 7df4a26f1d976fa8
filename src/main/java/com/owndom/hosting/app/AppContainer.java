package com.owndom.hosting.app;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.job.Ready;
import com.owndom.hosting.job.Update;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The container of an app, with the image it is built from and the volumes it keeps. It is left as it is when something
 * that has to succeed before it did not.
 */
public final class AppContainer {

    private final AppPlan plan;
    private final Update update;
    private final ConfinedApp confined;
    private final Resource parent;
    private final Optional<SecretFiles> secrets;
    private final Output<List<String>> environment;
    private final List<Output<String>> networks;
    private final List<ContainerVolumeArgs> volumes;
    private final Output<Optional<ReleaseJob>> release;
    private final Output<Ready> ready;
    private final Output<Optional<Container>> container;

    /**
     * Declares it under the client.
     *
     * @param runtime variables that are known at run time only, or secret
     * @param networks it joins
     * @param kept declares its named volumes
     * @param before whether it may start, and after what
     */
    public AppContainer(
            AppPlan plan,
            Update update,
            Map<String, Output<String>> runtime,
            List<Output<String>> networks,
            KeptVolumes kept,
            Output<Ready> before,
            Resource parent) {
        this.plan = plan;
        this.update = update;
        this.confined = new ConfinedApp(plan, update.settings());
        this.parent = parent;
        var variables = new EnvironmentVariables(plan, update.settings());
        this.secrets = secrets(variables.secrets(runtime));
        this.environment = variables.with(runtime, secrets);
        this.networks = List.copyOf(networks);
        this.volumes = Stream.concat(
                        new AppVolumes(plan, kept).declare(parent).stream(),
                        secrets.stream().map(SecretFiles::mount))
                .toList();
        var image = AppImage.declare(plan, parent);
        var written = secrets.map(SecretFiles::ready).orElse(Output.of(Ready.now()));
        var prepared = Output.tuple(before, written)
                .applyValue(it -> it.t1.and(it.t2).and(image.stream().toList()));
        this.release = prepared.applyValue(this::release);
        this.ready = release.apply(job -> job.map(ReleaseJob::ready).orElse(prepared));
        this.container = Output.tuple(prepared, ready).applyValue(it -> container(it.t2.and(it.t1.after())));
    }

    /** The container's name, by which the proxy and the client's other app reach it; empty when it was not started. */
    public Output<String> name() {
        return of(Container::name);
    }

    /** The container's id; empty when it was not started. */
    public Output<String> id() {
        return of(Container::id);
    }

    /** The image it runs; empty when it was not started. */
    public Output<String> image() {
        return of(Container::image);
    }

    /** The address of the app inside the client's network: {@code http://<container>:4001}. */
    public Output<String> url() {
        return name().applyValue(it -> "http://" + it + ":" + plan.port());
    }

    /** Whether those that need it may start. */
    public Output<Ready> ready() {
        return Output.tuple(ready, container)
                .apply(it -> it.t2.map(started -> admitted(started, it.t1)).orElse(Output.of(it.t1)));
    }

    /** Docker fills in the user of a published image, which nobody knew before; in a preview nobody does yet. */
    private Output<Ready> admitted(Container started, Ready before) {
        var admitted = before.and(List.of(started));
        return Deployment.getInstance().isDryRun()
                ? Output.of(admitted)
                : Outputs.unlessFailed(started.user()).applyValue(user -> confined.refusal(user.orElse(""))
                        .map(Ready::refused)
                        .orElse(admitted));
    }

    private Output<String> of(Function<Container, Output<String>> property) {
        return container.apply(it -> it.map(property).map(Outputs::unlessFailed).orElse(Output.of("")));
    }

    private Optional<SecretFiles> secrets(Map<String, Output<String>> values) {
        return plan.app().secretFiles() && !values.isEmpty()
                ? Optional.of(new SecretFiles(plan, update, values, parent))
                : Optional.empty();
    }

    private Optional<ReleaseJob> release(Ready before) {
        return plan.release()
                .filter(any -> before.refusal().isEmpty())
                .map(it -> new ReleaseJob(
                        plan, it, args("release"), environment, update.last(), releasing(before.after())));
    }

    private Optional<Container> container(Ready before) {
        if (before.refusal().isPresent()) {
            return Optional.empty();
        }
        var app = plan.app();
        var args = args(plan.role().label())
                .envs(environment)
                .healthcheck(new DockerHealth(plan, update.settings().isDevelopment()).args())
                .stopSignal(app.stopSignal())
                .destroyGraceSeconds((int) app.stopGrace().toSeconds());
        plan.containerName().ifPresent(args::name);
        plan.hostPort().ifPresent(port -> args.ports(Containers.loopbackPort(plan.port(), port)));
        return Optional.of(new Container(plan.name(), args.build(), replacement(before.after())));
    }

    /** What the app and its release command have in common. */
    private ContainerArgs.Builder args(String label) {
        var labels = Labels.client(update.estate(), plan.client(), label);
        var processes = plan.app().confinement().processes();
        var args = Containers.keptRunning(Labels.limited(labels, processes))
                .image(plan.image().value())
                .networksAdvanced(
                        networks.stream().map(it -> Containers.member(it)).toList())
                .volumes(volumes);
        return confined.applied(args);
    }

    private CustomResourceOptions.Builder releasing(List<Resource> after) {
        return CustomResourceOptions.builder().parent(parent).dependsOn(after).deleteBeforeReplace(true);
    }

    /** A new version starts beside the old one, except where both would need the same name and port. */
    private CustomResourceOptions replacement(List<Resource> after) {
        return CustomResourceOptions.builder()
                .parent(parent)
                .dependsOn(after)
                .deleteBeforeReplace(plan.isFixed())
                // The provider says it changes these in place, and does not.
                .replaceOnChanges("healthcheck", "tmpfs")
                .build();
    }
}
