package com.owndom.hosting.app;

import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.Ready;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import java.util.List;

/** Runs an app's release command in a container like the app's own, once for each new version of it. */
final class ReleaseJob {

    private static final int LAST_LINES = 15;

    private final AppPlan plan;
    private final AppPlan.Release release;
    private final Job job;

    /**
     * Declares the job under the client.
     *
     * @param args the app's own
     * @param environment the app's own
     * @param options what has to be there first
     */
    ReleaseJob(
            AppPlan plan,
            AppPlan.Release release,
            ContainerArgs.Builder args,
            Output<List<String>> environment,
            LastUpdate lastUpdate,
            CustomResourceOptions.Builder options) {
        this.plan = plan;
        this.release = release;
        var limited = options.customTimeouts(CustomTimeouts.builder()
                        .create(release.command().limit())
                        .build())
                // It may print what the state must not hold in plain text.
                .additionalSecretOutputs("containerLogs")
                .build();
        args.command(release.command().arguments());
        this.job = new Job(plan.name() + "-release", release.version(), args, environment, lastUpdate, limited);
    }

    /** Whether the app may start. */
    Output<Ready> ready() {
        return job.ready(this::failure);
    }

    private String failure(JobOutcome outcome) {
        return """
                %s: its release command `%s` ended with exit code %d, so the new version was not started. Its last lines:
                %s
                What served before still serves. Correct it and run the update again: the command runs again too.\
                """
                .formatted(plan.subject(), release.command(), outcome.exitCode(), outcome.lastLines(LAST_LINES));
    }
}
