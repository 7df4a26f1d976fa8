package com.owndom.hosting;

import com.owndom.hosting.backup.BackedUpClient;
import com.owndom.hosting.backup.Backups;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.database.PostgresServers;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What of an estate is backed up.
 *
 * @param plan of every client, each on the server where its data are
 */
record EstateBackups(EstatePlan plan) {

    /** Declares a container for each server that has something to back up. */
    Output<Map<String, String>> declare(Backups backups, PostgresServers servers) {
        plan.servers().forEach(server -> {
            var clients = clients(server);
            if (!clients.isEmpty()) {
                backups.of(servers.get(server.name()), clients);
            }
        });
        return backups.containers();
    }

    /** The clients whose data a server's container backs up, in the order of the program. */
    List<BackedUpClient> clients(DatabaseServer server) {
        return plan.clients().stream()
                .flatMap(client -> backedUp(client).stream())
                .filter(BackedUpClient::hasData)
                .filter(it -> it.server().equals(server.name()))
                .toList();
    }

    private Optional<BackedUpClient> backedUp(ClientPlan client) {
        return client.description()
                .backup()
                .map(backup -> new BackedUpClient(
                        client.name(),
                        client.data(),
                        backup,
                        client.database().map(Database::server).orElse(DatabaseServer.SHARED),
                        client.database().isPresent(),
                        volumes(client)));
    }

    /** Both apps may share one. */
    private SortedMap<String, String> volumes(ClientPlan client) {
        var volumes = new TreeMap<String, String>();
        client.apps()
                .flatMap(app -> app.app().volumes().values().stream())
                .forEach(part -> volumes.put(
                        part,
                        client.name()
                                .container(plan.estate(), part, plan.settings().stack())));
        return volumes;
    }
}
