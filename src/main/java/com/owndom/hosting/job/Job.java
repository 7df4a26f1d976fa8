package com.owndom.hosting.job;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * A container that runs once to its end.
 *
 * <p>The provider takes any end for a success and would never run it again. So the one who declares a job reads its
 * outcome, and {@link LastUpdate} gives it another trigger until it has succeeded.
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
            List<Output<String>> environment,
            LastUpdate lastUpdate,
            CustomResourceOptions options) {
        this.name = name;
        this.trigger = lastUpdate.trigger(name, version);
        var variables = new ArrayList<>(environment);
        variables.add(Output.of("TRIGGER=" + trigger));
        this.container =
                new Container(name, runOnce(args).envs(Output.all(variables)).build(), options);
    }

    /** The logical name. */
    public String name() {
        return name;
    }

    /** How it ended, once it has. */
    public Output<JobOutcome> outcome() {
        return Outputs.unlessFailed(Output.tuple(container.exitCode(), container.containerLogs()))
                .applyValue(it -> new JobOutcome(it.t1, it.t2, trigger));
    }

    /** For those that must not start before it has ended. */
    public Container container() {
        return container;
    }

    private static ContainerArgs.Builder runOnce(ContainerArgs.Builder args) {
        var once = args.attach(true).logs(true).mustRun(false).restart("no");
        return Containers.limited(Containers.logged(once), MEMORY, CPUS);
    }
}
