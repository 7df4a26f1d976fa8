package com.owndom.hosting.database;

import com.owndom.hosting.job.Update;
import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.postgresql.Provider;
import com.pulumi.postgresql.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server that clients share. Its volume is protected. Only loopback of the host and the network
 * {@code data} reach it, and no client's role may connect to {@code postgres} or {@code template1}. Outputs:
 * {@code container} (its id) and {@code volume}.
 */
public final class PostgresServer extends ComponentResource {

    /** The role that manages the others. */
    static final String SUPERUSER = "postgres";

    private final Update update;
    private final EstateSettings settings;
    private final DatabaseServer server;
    private final EstateNetworks networks;
    private final Provider provider;
    private final Optional<ConnectionPool> pool;

    /** Declares the server on the network where the backends are, and on one of its own. */
    public PostgresServer(
            Update update, DatabaseServer server, EstateNetworks networks, ComponentResourceOptions options) {
        super("owndom:hosting:PostgresServer", server.host(), options);
        this.update = update;
        this.settings = update.settings();
        this.server = server;
        this.networks = networks;
        var password = password(settings.masterSecret());
        var described = new PostgresContainer(update.estate(), settings, server, password);
        var volume = volume(described.name());
        var container = container(described, volume);
        var answering = answering(password, container);
        this.provider = provider(password, answering);
        this.pool = settings.pooling()
                .of(server.name())
                .map(it -> new PoolContainer(
                        update.estate(), server, settings.pooling().image(), it))
                .map(it -> new ConnectionPool(this, it, networks, answering));
        close("postgres");
        close("template1");
        registerOutputs(Map.of("container", container.id(), "volume", volume.name()));
    }

    /** For databases and roles; nothing connects before the server answers. */
    Provider provider() {
        return provider;
    }

    /** What stands in front of it, where anything does. */
    Optional<ConnectionPool> pool() {
        return pool;
    }

    /** Whose server it is, and what the update before left. */
    Update update() {
        return update;
    }

    /** As its owner described it. */
    public DatabaseServer described() {
        return server;
    }

    /** The network in which {@link DatabaseServer#host} is the server. */
    public Output<String> network() {
        return networks.data().name();
    }

    /** What has to be there before anything joins that network. */
    Output<List<Resource>> protection() {
        return networks.protection();
    }

    /** The superuser's password, a secret. */
    public Output<String> superuserPassword() {
        return password(settings.masterSecret());
    }

    private static Output<String> password(Output<String> masterSecret) {
        return masterSecret.applyValue(it -> DatabasePassword.of(it, SUPERUSER, 1));
    }

    /** What has to be there before anything logs in. */
    private Output<List<Resource>> answering(Output<String> password, Container container) {
        var answering = new Answering(this, container).required();
        return settings.previousMasterSecret()
                .map(it -> new PasswordRotation(this, password(it), password, answering).before())
                .orElse(answering);
    }

    private Volume volume(String name) {
        // Every change of a volume replaces it.
        var kept = options()
                .protect(true)
                .ignoreChanges("name", "labels", "driver", "driverOpts")
                .build();
        return new Volume(
                server.host() + "-data", VolumeArgs.builder().name(name).build(), kept);
    }

    private Container container(PostgresContainer described, Volume volume) {
        var replacement = options()
                .deleteBeforeReplace(true)
                // One that could not be started is none.
                .replaceOnChanges("#initerror", "healthcheck")
                // The password of a server that is there is in its volume: another one in the file changes nothing.
                .ignoreChanges("uploads")
                .build();
        return new Container(
                server.host(),
                described.args(networks.ofPostgres(server.host(), server.number()), volume.name()),
                replacement);
    }

    private Provider provider(Output<String> password, Output<List<Resource>> answering) {
        // All known at preview: a provider that is configured with the container's outputs could not preview.
        var args = ProviderArgs.builder()
                .host("127.0.0.1")
                .port(server.portOr(settings))
                .username(SUPERUSER)
                .password(password)
                .sslmode("disable")
                .build();
        return new Provider(server.host(), args, options().dependsOn(answering).build());
    }

    private void close(String database) {
        var kept = options().provider(provider).retainOnDelete(true).build();
        var name = (server.isShared() ? "" : server.host() + "-") + database + "-closed";
        ClosedDatabase.declare(name, Output.of(database), kept);
    }

    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(this);
    }
}
