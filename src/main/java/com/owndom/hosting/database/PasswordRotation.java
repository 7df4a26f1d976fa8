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
 * Gives the superuser the password of a new master secret, with that of the previous one: the server keeps in its volume
 * what it was made with. Does nothing when the new one is valid already, so it may be interrupted and run again.
 */
final class PasswordRotation {

    private static final String DIRECTORY = "/rotation/";
    private static final String SCRIPT = DIRECTORY + "rotate.sh";

    private final Job job;

    /** Declares the job; everything that the server's provider manages has to wait for it. */
    PasswordRotation(
            PostgresServer server, Output<String> previous, Output<String> current, Output<List<Resource>> answering) {
        var args = PostgresJob.args(server)
                .uploads(Output.tuple(previous, current).applyValue(it -> uploads(it.t1, it.t2)))
                .command("sh", SCRIPT);
        var environment =
                Output.of(List.of("PGHOST=" + server.described().host(), "PGUSER=" + PostgresServer.SUPERUSER));
        this.job = PostgresJob.declare(server, "rotation", args, environment, answering);
    }

    /** What has to be there before the provider connects; fails the update when neither password was valid. */
    Output<List<Resource>> before() {
        return job.required(PasswordRotation::failure);
    }

    private static String failure(JobOutcome outcome) {
        return """
                previousMasterSecret: PostgreSQL knows neither its password nor that of masterSecret. No password was changed.
                %s
                Set previousMasterSecret to the secret of the last update that succeeded and run the update again.\
                """
                .formatted(outcome.lastLines(5));
    }

    private static List<ContainerUploadArgs> uploads(String previous, String current) {
        return List.of(
                Containers.file(SCRIPT, ShippedText.of(PasswordRotation.class, "rotate.sh")),
                PostgresJob.passwordFile(DIRECTORY + "previous", previous),
                PostgresJob.passwordFile(DIRECTORY + "current", current),
                Containers.file(DIRECTORY + "change.sql", change(current), "0600"));
    }

    /** The server logs no statement with a password, whatever it logs of others. */
    private static String change(String password) {
        return """
                SET log_statement = 'none';
                SET log_min_duration_statement = -1;
                SET log_min_error_statement = 'panic';
                ALTER ROLE %s PASSWORD '%s';
                """
                .formatted(PostgresServer.SUPERUSER, password);
    }
}
