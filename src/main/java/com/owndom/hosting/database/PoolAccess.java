package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.text.Resource;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/**
 * Lets PgBouncer ask a server who logs in with what, so that no client is listed anywhere. Its own password is made by this
 * job and is in a volume alone: a new master secret is none of its business, so PgBouncer goes on through a rotation.
 */
final class PoolAccess {

    private static final String DIRECTORY = "/access/";
    private static final String SCRIPT = DIRECTORY + "access.sh";

    private final PostgresServer server;
    private final Job job;

    /** Declares the job, which writes to the volume. */
    PoolAccess(
            PostgresServer server,
            Output<String> superuser,
            Output<String> volume,
            LastUpdate lastUpdate,
            CustomResourceOptions options) {
        this.server = server;
        var args = Job.small(Containers.confined(ContainerArgs.builder()))
                .image(server.image())
                .labels(Labels.server(server.estate(), "pooling"))
                .networksAdvanced(Containers.member(server.network()))
                .volumes(Containers.volume(volume, ConnectionPool.VOLUME))
                .uploads(superuser.applyValue(PoolAccess::uploads))
                .command("sh", SCRIPT);
        var environment = Output.of(List.of(
                "PGHOST=" + server.host(),
                "PGUSER=" + PostgresServer.SUPERUSER,
                "PGPASSFILE=" + DIRECTORY + "pgpass",
                "USERS=" + ConnectionPool.USERS));
        this.job = new Job(server.host() + "-pooling", "access", args, environment, lastUpdate, options);
    }

    /** What PgBouncer starts after; fails the update when it could not be let in. */
    Output<List<com.pulumi.resources.Resource>> done() {
        return Deployment.getInstance().isDryRun()
                ? Output.of(List.of(job.container()))
                : job.outcome().applyValue(outcome -> succeeded(outcome, job.container()));
    }

    private List<com.pulumi.resources.Resource> succeeded(JobOutcome outcome, Container container) {
        if (outcome.succeeded()) {
            return List.of(container);
        }
        throw new RunException(
                """
                %s: PgBouncer could not be let in to it. What served before still serves.
                %s
                Correct it and run the update again.\
                """
                        .formatted(server.host(), outcome.lastLines(5)));
    }

    private static List<ContainerUploadArgs> uploads(String superuser) {
        return List.of(
                Containers.file(SCRIPT, Resource.text(PoolAccess.class, "access.sh")),
                Containers.file(DIRECTORY + "access.sql", Resource.text(PoolAccess.class, "access.sql")),
                Containers.file(DIRECTORY + "pgpass", "*:*:*:*:" + superuser + "\n", "0600"));
    }
}
