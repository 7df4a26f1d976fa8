package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/** What jobs that log in to a PostgreSQL server have in common. */
final class PostgresJob {

    private PostgresJob() {}

    /** Declares one of the server's own, {@code postgres-<part>}, that comes before its clients' databases. */
    static Job declare(
            PostgresServer server,
            String part,
            ContainerArgs.Builder args,
            Output<List<String>> environment,
            Output<List<Resource>> after) {
        var options = CustomResourceOptions.builder()
                .parent(server)
                .dependsOn(Outputs.concat(server.protection(), after))
                .deleteBeforeReplace(true)
                .build();
        var labelled = args.labels(Labels.server(server.update().estate(), part));
        return new Job(
                server.described().host() + "-" + part,
                part,
                labelled,
                environment,
                server.update().last(),
                options);
    }

    /** In the server's own image, which has psql, and in its network. */
    static ContainerArgs.Builder args(PostgresServer server) {
        return Job.small(Containers.confined(ContainerArgs.builder()))
                .image(server.described().image())
                .networksAdvanced(Containers.member(server.network()));
    }

    /** The password of whoever logs in, where {@code PGPASSFILE} says. */
    static ContainerUploadArgs passwordFile(String path, String password) {
        return Containers.file(path, "*:*:*:*:" + password + "\n", "0600");
    }
}
