package com.owndom.hosting;

import com.owndom.hosting.app.KeptVolumes;
import com.owndom.hosting.backup.BackedUpClient;
import com.owndom.hosting.backup.Backup;
import com.owndom.hosting.backup.Backups;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.plan.EstatePlan;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What of an estate is backed up.
 *
 * @param plan of every client, each on the server where its data are
 * @param last knows the data of clients that the program no longer has
 * @param kept knows the volumes' names
 */
record EstateBackups(EstatePlan plan, LastUpdate last, KeptVolumes kept) {

    /** What is set aside does not change: it is backed up when somebody asks for it. */
    static final Backup ASKED_FOR = Backup.conventional().withHours(0);

    /** Declares a container for each server that has something to back up. */
    Output<Map<String, String>> declare(Backups backups, PostgresServers servers) {
        plan.servers().forEach(server -> {
            var clients = clients(server);
            var unused = new UnusedParts(this).on(server);
            if (!clients.isEmpty() || !unused.isEmpty()) {
                backups.of(servers.get(server.name()), clients, unused);
            }
        });
        return backups.containers();
    }

    /** The clients whose data a server's container backs up, in the order of the program. */
    List<BackedUpClient> clients(DatabaseServer server) {
        var inUse = plan.clients().stream().flatMap(client -> backedUp(client).stream());
        return Stream.concat(inUse, setAside())
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
                        home(client),
                        client.database().isPresent(),
                        volumes(client.data(), client.volumes())));
    }

    /** The server with its database, also where that is set aside. */
    String home(ClientPlan client) {
        return client.database()
                .map(Database::server)
                .or(() -> last.data().server(client.data().value()))
                .orElse(DatabaseServer.SHARED);
    }

    private Stream<BackedUpClient> setAside() {
        var gone = new TreeSet<>(last.data().databases().keySet());
        gone.addAll(last.data().volumes().keySet());
        plan.clients().forEach(client -> gone.remove(client.data().value()));
        return gone.stream().map(this::setAside);
    }

    private BackedUpClient setAside(String client) {
        var server = last.data().server(client);
        var name = new ClientName(client);
        return new BackedUpClient(
                name,
                name,
                ASKED_FOR,
                server.orElse(DatabaseServer.SHARED),
                server.isPresent(),
                volumes(
                        name,
                        last.data().volumes().getOrDefault(client, Map.of()).keySet()));
    }

    SortedMap<String, Output<String>> volumes(ClientName data, Set<String> parts) {
        var volumes = new TreeMap<String, Output<String>>();
        parts.forEach(part -> volumes.put(part, kept.name(data, part)));
        return volumes;
    }
}
