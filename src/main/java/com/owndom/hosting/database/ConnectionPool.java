package com.owndom.hosting.database;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.network.NetworkPlan;
import com.owndom.hosting.settings.Pooling;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * PgBouncer in front of a server. Whoever asks it for a database logs in there as himself: it holds connections, and gives
 * nobody a right. It is restarted by a change of its own settings alone, never because of a client.
 */
final class ConnectionPool {

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

    private static final int MOST_CONNECTIONS = 10_000;
    private static final int PROCESSES = 32;
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 10;

    private final PostgresServer server;
    private final Pooling pooling;
    private final PoolAccess access;
    private final Container container;

    /** Declares its volume, the job that lets it in, and its container. */
    ConnectionPool(
            PostgresServer server,
            Pooling pooling,
            String image,
            EstateNetworks networks,
            Output<String> superuser,
            LastUpdate lastUpdate,
            Output<List<Resource>> answering) {
        this.server = server;
        this.pooling = pooling;
        var name = server.estate().of(server.described().poolHost());
        var volume = volume(name);
        this.access = new PoolAccess(
                server,
                superuser,
                volume,
                lastUpdate,
                options(server).dependsOn(before(server, answering)).build());
        var labels = Labels.server(server.estate(), server.described().poolHost());
        var args = Containers.keptRunning(Labels.limited(labels, PROCESSES))
                .name(name)
                .image(image)
                .user("65534:65534")
                .entrypoints("sh", "-c")
                .command(START, "pgbouncer", configuration())
                .readOnly(true)
                .tmpfs(Map.of("/tmp", "mode=1777,size=64k"))
                .volumes(Containers.readOnlyVolume(volume, VOLUME))
                .networksAdvanced(networks.ofPool(
                        server.described().poolHost(), server.described().number()))
                .healthcheck(health())
                .wait_(true)
                .waitTimeout(START_SECONDS)
                // Lets transactions end; SIGTERM would wait for the apps to leave.
                .stopSignal("SIGINT")
                .destroyGraceSeconds(STOP_SECONDS);
        var options = options(server)
                .dependsOn(access.done())
                .replaceOnChanges("#initerror", "healthcheck", "tmpfs")
                .build();
        this.container = new Container(
                server.described().poolHost(),
                limited(Containers.confined(args)).build(),
                options);
    }

    /** The name under which apps find it, once it is there. */
    Output<String> host() {
        return Outputs.unlessFailed(container.name())
                .applyValue(any -> server.described().poolHost());
    }

    private Output<String> volume(String name) {
        var args = VolumeArgs.builder().name(name).build();
        return new Volume(
                        server.described().poolHost(),
                        args,
                        CustomResourceOptions.builder().parent(server).build())
                .name();
    }

    private static Output<List<Resource>> before(PostgresServer server, Output<List<Resource>> answering) {
        return Output.tuple(server.protection(), answering)
                .applyValue(it -> Stream.concat(it.t1.stream(), it.t2.stream()).toList());
    }

    /** What runs under a name of its own goes before its successor. */
    private static CustomResourceOptions.Builder options(PostgresServer server) {
        return CustomResourceOptions.builder().parent(server).deleteBeforeReplace(true);
    }

    private static ContainerArgs.Builder limited(ContainerArgs.Builder args) {
        return Containers.limited(args, Pooling.MEMORY, Pooling.CPUS);
    }

    /** The same for any number of clients. */
    private String configuration() {
        return """
                [databases]
                * = host=%s port=%d

                [pgbouncer]
                listen_addr = *
                listen_port = %2$d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                auth_user = pgbouncer
                auth_dbname = postgres
                auth_query = SELECT name, verifier FROM pooling.login($1)
                pool_mode = %s
                default_pool_size = %d
                max_client_conn = %d
                max_user_client_connections = 100
                max_prepared_statements = 200
                ignore_startup_parameters = extra_float_digits
                query_wait_timeout = 30
                server_idle_timeout = 60
                log_connections = 0
                log_disconnections = 0
                """
                .formatted(
                        server.host(),
                        NetworkPlan.POSTGRES_PORT,
                        USERS,
                        pooling.mode().text(),
                        pooling.size(),
                        MOST_CONNECTIONS);
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
