package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.text.ShippedText;
import com.pulumi.core.Output;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.resources.Resource;
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
    PoolAccess(PostgresServer server, Output<String> volume, Output<List<Resource>> answering) {
        this.server = server;
        var args = PostgresJob.args(server)
                .volumes(Containers.volume(volume, PoolContainer.VOLUME))
                .uploads(server.superuserPassword().applyValue(PoolAccess::uploads))
                .command("sh", SCRIPT);
        var environment = Output.of(List.of(
                "PGHOST=" + server.described().host(),
                "PGUSER=" + PostgresServer.SUPERUSER,
                "PGPASSFILE=" + DIRECTORY + "pgpass",
                "USERS=" + PoolContainer.USERS));
        this.job = PostgresJob.declare(server, "pooling", args, environment, answering);
    }

    /** What PgBouncer starts after; fails the update when it could not be let in. */
    Output<List<Resource>> done() {
        return job.required(this::failure);
    }

    private String failure(JobOutcome outcome) {
        return """
                %s: PgBouncer could not be let in to it. What served before still serves.
                %s
                Correct it and run the update again.\
                """
                .formatted(server.described().host(), outcome.lastLines(5));
    }

    private static List<ContainerUploadArgs> uploads(String superuser) {
        return List.of(
                Containers.file(SCRIPT, ShippedText.of(PoolAccess.class, "access.sh")),
                Containers.file(DIRECTORY + "access.sql", ShippedText.of(PoolAccess.class, "access.sql")),
                PostgresJob.passwordFile(DIRECTORY + "pgpass", superuser));
    }
}
