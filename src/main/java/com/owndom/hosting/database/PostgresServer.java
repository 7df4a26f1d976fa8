package com.owndom.hosting.database;

import com.owndom.hosting.app.MemorySize;
import com.owndom.hosting.network.EstateNetwork;
import com.owndom.hosting.network.Labels;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerPortArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.postgresql.Grant;
import com.pulumi.postgresql.GrantArgs;
import com.pulumi.postgresql.Provider;
import com.pulumi.postgresql.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

/**
 * The PostgreSQL server that the clients share. Its volume is protected. Only loopback of the host and the network
 * {@code data} reach it, and no client's role may connect to {@code postgres} or {@code template1}.
 *
 * <p>Outputs: {@code container} (its id) and {@code volume}.
 */
public final class PostgresServer extends ComponentResource {

    /** The server's name in the network {@code data}: the guide's. */
    public static final String HOST = "postgres";

    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD_FILE = "/run/postgres-password";
    private static final int PORT = 5432;
    private static final int STOP_SECONDS = 60;
    private static final int START_SECONDS = 120;

    private final String estate;
    private final EstateSettings settings;
    private final EstateNetwork data;
    private final Output<String> password;
    private final Container container;
    private final Provider provider;

    /** Declares the server on the network where the backends are. */
    public PostgresServer(
            String estate, EstateSettings settings, EstateNetwork data, ComponentResourceOptions options) {
        super("owndom:hosting:PostgresServer", "postgres", options);
        this.estate = estate;
        this.settings = settings;
        this.data = data;
        this.password = settings.masterSecret().applyValue(it -> DatabasePassword.of(it, SUPERUSER, 1));
        var volume = volume();
        this.container = container(volume);
        this.provider = provider();
        close("postgres");
        close("template1");
        registerOutputs(Map.of("container", container.id(), "volume", volume.name()));
    }

    /** For databases and roles; nothing connects before the server answers. */
    Provider provider() {
        if (provider != null) {
            return provider;
        }
        var args = ProviderArgs.builder()
                .host("127.0.0.1")
                .port(settings.postgres().port())
                .username(SUPERUSER)
                .password(password)
                .sslmode("disable")
                .build();
        return new Provider("postgres", args, options().dependsOn(container).build());
    }

    String image() {
        return settings.postgres().image();
    }

    String estate() {
        return estate;
    }

    String stack() {
        return settings.stack();
    }

    /** The network in which {@link #HOST} is the server. */
    public Output<String> network() {
        return data.name();
    }

    Output<String> masterSecret() {
        return settings.masterSecret();
    }

    private Volume volume() {
        var args = VolumeArgs.builder()
                .name("%s_postgres_%s".formatted(estate, settings.stack()))
                .build();
        // Every change of a volume replaces it.
        return new Volume(
                "postgres-data",
                args,
                options().protect(true).ignoreChanges("labels").build());
    }

    private Container container(Volume volume) {
        var postgres = settings.postgres();
        var memory = MemorySize.parse(postgres.memory()).orElseThrow().mebibytes();
        var args = ContainerArgs.builder()
                .name("%s_postgres_%s".formatted(estate, settings.stack()))
                .image(postgres.image())
                .command(
                        "postgres",
                        "-c",
                        "max_connections=" + postgres.maxConnections(),
                        "-c",
                        "shared_buffers=" + postgres.sharedBuffers())
                .envs("POSTGRES_PASSWORD_FILE=" + PASSWORD_FILE)
                .uploads(passwordFile())
                .volumes(dataDirectory(volume))
                .networksAdvanced(ContainerNetworksAdvancedArgs.builder()
                        .name(data.name())
                        .aliases(HOST)
                        .build())
                .ports(loopbackPort())
                .healthcheck(health())
                .wait_(true)
                .waitTimeout(START_SECONDS)
                .labels(Labels.server(estate, settings.stack(), "postgres"))
                .memory(memory)
                .memorySwap(memory)
                .shmSize(256)
                .restart("unless-stopped")
                .logDriver("json-file")
                .logOpts(Map.of("max-size", "10m", "max-file", "3"))
                .stopSignal("SIGINT")
                .destroyGraceSeconds(STOP_SECONDS)
                .build();
        var replacement = options()
                .deleteBeforeReplace(true)
                // Without it, the update after a failed start takes the server for healthy.
                .replaceOnChanges("#initerror", "healthcheck")
                .build();
        return new Container("postgres", args, replacement);
    }

    private Output<List<ContainerUploadArgs>> passwordFile() {
        return password.applyValue(it -> List.of(ContainerUploadArgs.builder()
                .file(PASSWORD_FILE)
                .content(it)
                // The image reads it as the user postgres; no one else is in the container.
                .permissions("0444")
                .build()));
    }

    private static ContainerVolumeArgs dataDirectory(Volume volume) {
        return ContainerVolumeArgs.builder()
                .volumeName(volume.name())
                .containerPath("/var/lib/postgresql/data")
                .build();
    }

    private ContainerPortArgs loopbackPort() {
        return ContainerPortArgs.builder()
                .internal(PORT)
                .external(settings.postgres().port())
                .ip("127.0.0.1")
                .build();
    }

    /** Over TCP: while the image initialises, its temporary server listens on the socket alone. */
    private static ContainerHealthcheckArgs health() {
        return ContainerHealthcheckArgs.builder()
                .tests("CMD", "pg_isready", "--quiet", "--host=127.0.0.1", "--username=" + SUPERUSER)
                .interval("10s")
                .timeout("5s")
                .retries(5)
                .build();
    }

    /** Takes from PUBLIC what PostgreSQL gives it: that every role may connect. */
    private void close(String database) {
        var args = GrantArgs.builder()
                .database(database)
                .role("public")
                .objectType("database")
                .privileges(List.of())
                .build();
        new Grant(
                database + "-closed",
                args,
                options().provider(provider).retainOnDelete(true).build());
    }

    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(this);
    }
}
