package com.owndom.hosting.database;

import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.network.Labels;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/** Runs a client's init SQL as the owner of its database, in one transaction, once in the database's life. */
public final class InitJob {

    private static final String DIRECTORY = "/init/";
    private static final String PROGRAM = DIRECTORY + "program.sql";
    private static final String PASSWORDS = DIRECTORY + "pgpass";

    private final ClientName client;
    private final Job job;

    /** Declares the job under the client. */
    public InitJob(
            ClientName client,
            InitScripts scripts,
            ClientDatabase database,
            PostgresServer server,
            LastUpdate lastUpdate,
            Resource parent) {
        this.client = client;
        var args = ContainerArgs.builder()
                .image(server.image())
                .labels(Labels.client(server.estate(), server.stack(), client.value(), "init"))
                .networksAdvanced(ContainerNetworksAdvancedArgs.builder()
                        .name(server.network())
                        .build())
                .uploads(database.password().applyValue(it -> uploads(scripts, it)))
                .command(
                        "psql",
                        "--no-psqlrc",
                        "--quiet",
                        "--set=ON_ERROR_STOP=1",
                        "--output=/dev/null",
                        "--file=" + PROGRAM);
        var options = CustomResourceOptions.builder()
                .parent(parent)
                .dependsOn(database.parts())
                .deleteBeforeReplace(true)
                .build();
        this.job = new Job(client.logical("init"), scripts.version(), args, environment(), lastUpdate, options);
    }

    /** What has to be there before the backend; fails the update, before the backend starts, when the SQL failed. */
    public Output<List<Resource>> before() {
        var container = List.<Resource>of(job.container());
        // A preview cannot know how the SQL will end.
        return Deployment.getInstance().isDryRun()
                ? Output.of(container)
                : job.outcome().applyValue(outcome -> succeeded(outcome, container));
    }

    private <T> T succeeded(JobOutcome outcome, T value) {
        if (outcome.succeeded()) {
            return value;
        }
        throw new RunException(failure(outcome));
    }

    /** The job, for its outcome. */
    public Job job() {
        return job;
    }

    private String failure(JobOutcome outcome) {
        return """
                %s: its init SQL failed. Nothing of it was kept, and its backend was not started.
                %s
                Correct the file and run the update again.\
                """
                .formatted(
                        client, outcome.log().replace("psql:" + DIRECTORY, "  ").stripTrailing());
    }

    private List<Output<String>> environment() {
        return List.of(
                Output.of("PGHOST=" + PostgresServer.HOST),
                Output.of("PGUSER=" + client.snake()),
                Output.of("PGDATABASE=" + client.database()),
                Output.of("PGPASSFILE=" + PASSWORDS));
    }

    private List<ContainerUploadArgs> uploads(InitScripts scripts, String password) {
        var uploads = new java.util.ArrayList<ContainerUploadArgs>();
        uploads.add(upload(PROGRAM, scripts.program(DIRECTORY)).build());
        uploads.add(upload(PASSWORDS, "*:*:*:*:" + password + "\n")
                .permissions("0600")
                .build());
        scripts.texts()
                .forEach((path, text) ->
                        uploads.add(upload(DIRECTORY + path, text).build()));
        return uploads;
    }

    private static ContainerUploadArgs.Builder upload(String file, String content) {
        return ContainerUploadArgs.builder().file(file).content(content);
    }
}
