package com.owndom.hosting.job;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A container that runs once to its end.
 *
 * <p>The provider takes any end for a success and would never run it again. So the one who declares a job reads its
 * outcome, and {@link LastUpdate} gives it another trigger until it has succeeded.
 */
public final class Job {

    private static final String TRIGGER = "TRIGGER=";
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
        this.container = new Container(
                name,
                runOnce(args).envs(environment.applyValue(this::triggered)).build(),
                options);
    }

    /** Limits a job of the estate's own to 512 MiB and a core. */
    public static ContainerArgs.Builder small(ContainerArgs.Builder args) {
        return Containers.limited(args, MEMORY, CPUS);
    }

    /** How it ended, once it has. */
    public Output<JobOutcome> outcome() {
        // The trigger is no secret, though other variables may be; the log is shown when the job fails.
        var ran = container.envs().asPlaintext().applyValue(Job::trigger);
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

    /** An update of other clients alone finds how the job ended before: that is no failure of this update. */
    private boolean failed(JobOutcome outcome) {
        return !outcome.succeeded() && outcome.trigger().equals(trigger);
    }

    private List<String> triggered(List<String> environment) {
        var variables = new ArrayList<>(environment);
        variables.add(TRIGGER + trigger);
        return variables;
    }

    private static String trigger(List<String> environment) {
        return environment.stream()
                .filter(it -> it.startsWith(TRIGGER))
                .map(it -> it.substring(TRIGGER.length()))
                .findFirst()
                .orElse("");
    }

    private static ContainerArgs.Builder runOnce(ContainerArgs.Builder args) {
        return Containers.logged(args).attach(true).logs(true).mustRun(false).restart("no");
    }
}
