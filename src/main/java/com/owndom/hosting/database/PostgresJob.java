package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.job.Job;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import java.util.List;

/** What jobs that log in to a PostgreSQL server have in common. */
final class PostgresJob {

    private PostgresJob() {}

    /** In the server's own image, which has psql, and in its network. */
    static ContainerArgs.Builder args(PostgresServer server, List<ContainerLabelArgs> labels) {
        return Job.small(Containers.confined(ContainerArgs.builder()))
                .image(server.described().image())
                .labels(labels)
                .networksAdvanced(Containers.member(server.network()));
    }

    /** The password of whoever logs in, where {@code PGPASSFILE} says. */
    static ContainerUploadArgs passwordFile(String path, String password) {
        return Containers.file(path, "*:*:*:*:" + password + "\n", "0600");
    }
}
