package com.owndom.hosting.database;

import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * PgBouncer in front of a server. Whoever asks it for a database logs in there as himself: it holds connections, and gives
 * nobody a right. It is restarted by a change of its own settings alone, never because of a client.
 */
final class ConnectionPool {

    private final PostgresServer server;
    private final String host;
    private final Container container;

    /**
     * Declares its volume, the job that lets it in, and its container.
     *
     * @param answering what has to be there before anything logs in to the server
     */
    ConnectionPool(
            PostgresServer server, PoolContainer described, EstateNetworks networks, Output<List<Resource>> answering) {
        this.server = server;
        this.host = described.server().poolHost();
        var volume = volume(described.name());
        var access = new PoolAccess(server, volume, answering);
        var args = described.args(networks.ofPool(host, described.server().number()), volume);
        var replacement = options()
                .dependsOn(access.done())
                .replaceOnChanges("#initerror", "healthcheck", "tmpfs")
                .build();
        this.container = new Container(host, args, replacement);
    }

    /** The name under which apps find it, once it is there. */
    Output<String> host() {
        return Outputs.unlessFailed(container.name()).applyValue(any -> host);
    }

    private Output<String> volume(String name) {
        var args = VolumeArgs.builder().name(name).build();
        var options = CustomResourceOptions.builder().parent(server).build();
        return new Volume(host, args, options).name();
    }

    /** What runs under a name of its own goes before its successor. */
    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(server).deleteBeforeReplace(true);
    }
}
