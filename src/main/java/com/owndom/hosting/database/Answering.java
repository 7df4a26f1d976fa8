package com.owndom.hosting.database;

import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.text.Outputs;
import com.owndom.hosting.text.ShippedText;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * Waits until a server answers. Docker's own check says so after its first interval, which would have to be a short one and
 * cost as much for as long as the server runs.
 */
final class Answering {

    private static final int START_SECONDS = 120;

    private final PostgresServer server;
    private final Job job;

    /** Declares the job, which waits for a container that is new. */
    Answering(PostgresServer server, Container container) {
        this.server = server;
        var args = PostgresJob.args(server).command("sh", "-c", ShippedText.of(Answering.class, "answering.sh"));
        var environment = Outputs.unlessFailed(container.id()).applyValue(this::environment);
        this.job = PostgresJob.declare(server, "answering", args, environment, Output.of(List.of(container)));
    }

    /** What has to be there before anything connects; fails the update when the server did not answer. */
    Output<List<Resource>> required() {
        return job.required(this::failure);
    }

    private List<String> environment(String container) {
        return List.of(
                "PGHOST=" + server.described().host(), "START_SECONDS=" + START_SECONDS, "CONTAINER=" + container);
    }

    private String failure(JobOutcome outcome) {
        return """
                %s: the server did not answer within %d seconds.
                %s
                Its data are untouched. Correct it and run the update again.\
                """
                .formatted(server.described().host(), START_SECONDS, outcome.lastLines(1));
    }
}
