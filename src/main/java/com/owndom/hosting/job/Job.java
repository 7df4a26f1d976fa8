package com.owndom.hosting.job;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.outputs.ContainerLabel;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.function.Function;

/**
 * A container that runs once to its end.
 *
 * <p>The provider takes any end for a success and would never run it again. So the one who declares a job reads its
 * outcome, and {@link LastUpdate} gives it another trigger, a label of its container, until it has succeeded.
 */
public final class Job {

    private static final MemorySize MEMORY = new MemorySize(512);
    private static final String CPUS = "1.0";

    private final String name;
    private final Container container;
    private final String trigger;

    /**
     * Declares the job; it runs again when an argument changes or when it did not succeed the last time.
     *
     * @param version of what it runs, as far as that is known before it runs
     */
    public Job(
            String name,
            String version,
            ContainerArgs.Builder args,
            Output<List<String>> environment,
            LastUpdate lastUpdate,
            CustomResourceOptions options) {
        this.name = name;
        this.trigger = lastUpdate.trigger(name, version);
        this.container =
                new Container(name, triggered(runOnce(args).envs(environment).build()), options);
    }

    /** Limits a job of the estate's own to 512 MiB and a core. */
    public static ContainerArgs.Builder small(ContainerArgs.Builder args) {
        return Containers.limited(args, MEMORY, CPUS);
    }

    /** How it ended, once it has. */
    public Output<JobOutcome> outcome() {
        var ran = container.labels().applyValue(Job::trigger);
        // It is shown when the job fails.
        return Outputs.unlessFailed(Output.tuple(
                        container.exitCode(), container.containerLogs().asPlaintext(), ran))
                .applyValue(it -> new JobOutcome(name, it.t1, it.t2, it.t3));
    }

    /** For those that start once it has ended, however it did. */
    public Container container() {
        return container;
    }

    /** Whether what follows may start; a preview cannot know, and says that it may. */
    public Output<Ready> ready(Function<JobOutcome, String> explanation) {
        var after = Ready.after(List.of(container));
        return Deployment.getInstance().isDryRun()
                ? Output.of(after)
                : outcome().applyValue(it -> failed(it) ? Ready.refused(explanation.apply(it)) : after);
    }

    /** What else may be declared now that it has ended; fails the update when it did not succeed. */
    public Output<List<Resource>> required(Function<JobOutcome, String> explanation) {
        var after = List.<Resource>of(container);
        return Deployment.getInstance().isDryRun()
                ? Output.of(after)
                : outcome().applyValue(it -> {
                    if (failed(it)) {
                        throw new RunException(explanation.apply(it));
                    }
                    return after;
                });
    }

    /** An update of other clients alone finds how the job ended before: that is no failure of this update. */
    private boolean failed(JobOutcome outcome) {
        return !outcome.succeeded() && outcome.trigger().equals(trigger);
    }

    /** As a label, because a job's environment may be a secret: then the state does not show what is in it. */
    private ContainerArgs triggered(ContainerArgs described) {
        var labels = described.labels().orElse(Output.of(List.of()));
        return ContainerArgs.builder(described)
                .labels(labels.applyValue(it -> Labels.triggered(it, trigger)))
                .build();
    }

    private static String trigger(List<ContainerLabel> labels) {
        return labels.stream()
                .filter(it -> it.label().equals(Labels.TRIGGER))
                .map(ContainerLabel::value)
                .findFirst()
                .orElse("");
    }

    /** The trigger that a container of the state ran with; empty when it is no job. */
    static String trigger(StateResource container) {
        return container.entry("labels", "label", Labels.TRIGGER, "value");
    }

    private static ContainerArgs.Builder runOnce(ContainerArgs.Builder args) {
        return Containers.logged(args).attach(true).logs(true).mustRun(false).restart("no");
    }
}
