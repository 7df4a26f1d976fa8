package com.owndom.hosting.database;

import com.owndom.hosting.container.Capability;
import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.network.NetworkPlan;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import java.util.List;

/**
 * The container of a PostgreSQL server: its data are in the volume alone.
 *
 * @param estate names it
 * @param settings the stack's
 * @param server image, port, limits and the server's own settings
 * @param password of the superuser
 */
record PostgresContainer(EstateName estate, EstateSettings settings, DatabaseServer server, Output<String> password) {

    /** The image starts as root, makes the data the user postgres's own, and becomes that user. */
    private static final Capability[] CAPABILITIES = {
        Capability.CHOWN, Capability.DAC_OVERRIDE, Capability.FOWNER, Capability.SETGID, Capability.SETUID
    };

    private static final String DATA = "/var/lib/postgresql/data";
    private static final String PASSWORD_FILE = "/run/postgres-password";
    private static final int STOP_SECONDS = 60;
    private static final int PROCESSES_BESIDE_CONNECTIONS = 100;
    private static final int SHARED_MEMORY_MEBIBYTES = 256;
    private static final String MOST_KEPT_FOR_A_MOVE = "16GB";

    /** {@code <estate>_postgres_<stack>}, {@code <estate>_postgres-reports_<stack>}: of the container, and of its volume. */
    String name() {
        return estate.of(server.host());
    }

    /** The container's arguments. */
    ContainerArgs args(List<ContainerNetworksAdvancedArgs> networks, Output<String> volume) {
        var labels = Labels.server(estate, server.host());
        var args = Containers.keptRunning(
                        Labels.limited(labels, server.maxConnections() + PROCESSES_BESIDE_CONNECTIONS))
                .name(name())
                .image(server.image())
                .command(
                        "postgres",
                        "-c",
                        "max_connections=" + server.maxConnections(),
                        "-c",
                        "shared_buffers=" + server.sharedBuffers(),
                        "-c",
                        "work_mem=" + server.workMem(),
                        "-c",
                        // Autovacuum starts a process in each database as often: at PostgreSQL's 1min, 50 idle ones
                        // take 0.01 core.
                        "autovacuum_naptime=5min",
                        "-c",
                        // A database can move to another server while it is in use.
                        "wal_level=logical",
                        "-c",
                        // One that stopped moving half-way does not fill the disk.
                        "max_slot_wal_keep_size=" + MOST_KEPT_FOR_A_MOVE)
                // Since 18, images have it elsewhere, where it would go with the container.
                .envs("POSTGRES_PASSWORD_FILE=" + PASSWORD_FILE, "PGDATA=" + DATA)
                .uploads(password.applyValue(PostgresContainer::passwordFile))
                .volumes(Containers.volume(volume, DATA))
                .networksAdvanced(networks)
                .ports(Containers.loopbackPort(NetworkPlan.POSTGRES_PORT, server.portOr(settings)))
                .healthcheck(health())
                .shmSize(SHARED_MEMORY_MEBIBYTES)
                // Ends sessions and shuts down; SIGTERM would wait for the clients to leave.
                .stopSignal("SIGINT")
                .destroyGraceSeconds(STOP_SECONDS);
        var confined = Containers.confined(args, CAPABILITIES);
        var memory = MemorySize.parse(server.memory()).orElseThrow();
        return Containers.limited(confined, memory, server.cpus()).build();
    }

    /** The image reads it as the user postgres, so everyone in the container may; no one else is in it. */
    private static List<ContainerUploadArgs> passwordFile(String password) {
        return List.of(Containers.file(PASSWORD_FILE, password, "0444"));
    }

    /** Over TCP: while the image initialises, its temporary server listens on the socket alone. */
    private static ContainerHealthcheckArgs health() {
        return Containers.check(
                "CMD", "pg_isready", "--quiet", "--host=127.0.0.1", "--username=" + PostgresServer.SUPERUSER);
    }
}
