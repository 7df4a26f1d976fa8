package com.owndom.hosting.plan;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.dns.ClientDns;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.Pooling;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.tls.CertificatePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An estate with every convention applied.
 *
 * @param estate names containers, networks, volumes and images
 * @param settings the stack's
 * @param servers of databases, the one that every estate has first
 * @param clients in the order of the program
 */
public record EstatePlan(
        EstateName estate, EstateSettings settings, List<DatabaseServer> servers, List<ClientPlan> clients) {

    /** Copies the lists. */
    public EstatePlan {
        servers = List.copyOf(servers);
        clients = List.copyOf(clients);
    }

    /** Applies the conventions to each client. */
    public static EstatePlan of(
            String estate, EstateSettings settings, List<DatabaseServer> further, List<Client> clients) {
        var name = new EstateName(estate, settings.stack());
        var plans = clients.stream()
                .map(client -> ClientPlan.of(name, settings, client))
                .toList();
        var servers = Stream.concat(Stream.of(DatabaseServer.shared(settings)), further.stream())
                .toList();
        return new EstatePlan(name, settings, servers, plans);
    }

    /** The same with these clients. */
    public EstatePlan with(List<ClientPlan> changed) {
        return new EstatePlan(estate, settings, servers, changed);
    }

    /** The same with the selected clients alone. */
    public EstatePlan only(Selection selection) {
        return only(client -> selection.includes(client.name().value()));
    }

    /** The same without the selected clients. */
    public EstatePlan without(Selection selection) {
        return only(client -> !selection.includes(client.name().value()));
    }

    /** The same with the clients alone that meet the condition. */
    public EstatePlan only(Predicate<ClientPlan> condition) {
        return with(clients.stream().filter(condition).toList());
    }

    /** The certificates that the clients need, each once; none without TLS. */
    public List<CertificatePlan> certificates() {
        return clients.stream()
                .flatMap(client -> client.siteHosts().certificates().stream())
                .distinct()
                .sorted(Comparator.comparing(CertificatePlan::name))
                .toList();
    }

    /** What each client needs in DNS. */
    public List<ClientDns> dns() {
        return clients.stream()
                .map(client -> new ClientDns(estate, settings, client))
                .toList();
    }

    /** The connections that a server has to have for the clients that live on it and for being managed. */
    public int connectionsOn(DatabaseServer server) {
        return PostgresSettings.RESERVED_CONNECTIONS
                + clients.stream()
                        .flatMap(client -> client.database().stream())
                        .filter(it -> it.server().equals(server.name()))
                        .mapToInt(it -> held(server, it))
                        .sum();
    }

    /** What a client holds on a server; PgBouncer lends it no more than a share. */
    private int held(DatabaseServer server, Database database) {
        return settings.pooling().of(server.name()).map(Pooling::size).orElse(database.connectionLimit());
    }

    /** The servers' images by their names. */
    public Map<String, String> images() {
        return servers.stream().collect(Collectors.toMap(DatabaseServer::name, DatabaseServer::image));
    }

    /** The names that the data of the clients with a database have, each with its server's. */
    public Map<String, String> withDatabase() {
        return clients.stream()
                .filter(client -> client.database().isPresent())
                .collect(Collectors.toMap(
                        client -> client.data().value(),
                        client -> client.database().orElseThrow().server()));
    }

    /** The name that a client's data have, if the program has it. */
    public Optional<String> dataOf(String client) {
        return clients.stream()
                .filter(it -> it.name().value().equals(client))
                .map(it -> it.data().value())
                .findFirst();
    }

    /** The client whose data have that name, if the program has it. */
    public Optional<String> ownerOf(String data) {
        return clients.stream()
                .filter(client -> client.data().value().equals(data))
                .map(client -> client.name().value())
                .findFirst();
    }

    /** The volumes of those that have any, by the name that their data have. */
    public Map<String, Set<String>> volumes() {
        return clients.stream()
                .filter(client -> !client.volumes().isEmpty())
                .collect(Collectors.toMap(client -> client.data().value(), ClientPlan::volumes));
    }
}
