package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.Ready;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;

/** Runs a client's init SQL as the owner of its database, in one transaction, once in the database's life. */
public final class InitJob {

    private static final String DIRECTORY = "/init/";
    private static final String PROGRAM = DIRECTORY + "program.sql";
    private static final String PASSWORDS = DIRECTORY + "pgpass";

    private final ClientName client;
    private final Job job;

    /** Declares the job under the client. */
    public InitJob(ClientName client, InitScripts scripts, ClientDatabase database, Resource parent) {
        this.client = client;
        var server = database.server();
        var args = PostgresJob.args(server)
                .labels(Labels.client(server.update().estate(), client, "init"))
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
                .dependsOn(Outputs.concat(server.protection(), Output.of(database.parts())))
                .deleteBeforeReplace(true)
                .build();
        this.job = new Job(
                client.logical("init"),
                scripts.version(),
                args,
                environment(database),
                server.update().last(),
                options);
    }

    /** Whether the backend may start. */
    public Output<Ready> ready() {
        return job.ready(this::failure);
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

    private static Output<List<String>> environment(ClientDatabase database) {
        return Output.tuple(database.user(), database.name())
                .applyValue(it -> List.of(
                        "PGHOST=" + database.server().described().host(),
                        "PGUSER=" + it.t1,
                        "PGDATABASE=" + it.t2,
                        "PGPASSFILE=" + PASSWORDS));
    }

    private static List<ContainerUploadArgs> uploads(InitScripts scripts, String password) {
        var uploads = new ArrayList<ContainerUploadArgs>();
        uploads.add(Containers.file(PROGRAM, scripts.program(DIRECTORY)));
        uploads.add(PostgresJob.passwordFile(PASSWORDS, password));
        scripts.texts().forEach((path, text) -> uploads.add(Containers.file(DIRECTORY + path, text)));
        return uploads;
    }
}
