package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.Pooling;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import java.util.Map;

/**
 * The container of PgBouncer.
 *
 * @param estate names it
 * @param server the one that it stands in front of
 * @param image PgBouncer's
 * @param pooling how many connections it holds, and for how long
 */
record PoolContainer(EstateName estate, DatabaseServer server, String image, Pooling pooling) {

    /** Where {@link PoolAccess} leaves what PgBouncer logs in with. */
    static final String VOLUME = "/pool";

    /** The file with it. */
    static final String USERS = VOLUME + "/users";

    /**
     * Newer Docker versions give a program 1,024 open files unless it asks for more. A read-only container takes no upload,
     * so it writes its configuration itself.
     */
    private static final String START =
            """
            ulimit -n "$(ulimit -Hn)" && printf '%s' "$1" >/tmp/pgbouncer.ini && exec pgbouncer /tmp/pgbouncer.ini""";

    private static final int PROCESSES = 32;
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    /** {@code <estate>_pgbouncer_<stack>}, {@code <estate>_pgbouncer-reports_<stack>}: of the container, and of its volume. */
    String name() {
        return estate.of(server.poolHost());
    }

    /** The container's arguments; it counts as created once it is healthy, for at most a minute. */
    ContainerArgs args(ContainerNetworksAdvancedArgs network, Output<String> volume) {
        var labels = Labels.server(estate, server.poolHost());
        var args = Containers.keptRunning(Labels.limited(labels, PROCESSES))
                .name(name())
                .image(image)
                .user("65534:65534")
                .entrypoints("sh", "-c")
                .command(START, "pgbouncer", PoolText.of(server.host(), pooling))
                .readOnly(true)
                .tmpfs(Map.of("/tmp", "mode=1777,size=64k"))
                .volumes(Containers.readOnlyVolume(volume, VOLUME))
                .networksAdvanced(network)
                .healthcheck(health())
                .wait_(true)
                .waitTimeout(START_SECONDS)
                // Lets transactions end; SIGTERM would wait for the apps to leave.
                .stopSignal("SIGINT")
                .destroyGraceSeconds(STOP_SECONDS);
        return Containers.limited(Containers.confined(args), Pooling.MEMORY, Pooling.CPUS)
                .build();
    }

    private static ContainerHealthcheckArgs health() {
        return ContainerHealthcheckArgs.builder()
                .tests("CMD", "pg_isready", "--quiet", "--host=127.0.0.1", "--username=pgbouncer", "--dbname=postgres")
                .interval("10s")
                .timeout("5s")
                .retries(3)
                .build();
    }
}
