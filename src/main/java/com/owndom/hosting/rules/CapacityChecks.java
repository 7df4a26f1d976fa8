package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.container.HostCapacity;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.PostgresSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether each database server has room for the clients that live on it.
 *
 * @param plan with the limits
 */
public record CapacityChecks(EstatePlan plan) {

    /** As many of the server's connections as PgBouncer lends each client unless it is told. */
    private static final long LENT = 5;

    /** What can't work. */
    List<Problem> problems() {
        return plan.servers().stream()
                .flatMap(server -> Stream.of(connections(server), sharedBuffers(server)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What works until all of it is used at once; also of the host, when anything is known of it. */
    public List<String> notes(Optional<HostCapacity> host) {
        var ofHost = host.flatMap(it -> new LimitedContainers(plan).note(it));
        return Stream.concat(plan.servers().stream().map(this::memory), Stream.of(ofHost))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Problem> connections(DatabaseServer server) {
        var needed = plan.connectionsOn(server);
        return needed <= server.maxConnections()
                ? Optional.empty()
                : Optional.of(ServerWords.of(server)
                        .problem(
                                "maxConnections",
                                String.valueOf(server.maxConnections()),
                                "the clients' limits add up to %d, and %d are kept for managing the server"
                                        .formatted(
                                                needed - PostgresSettings.RESERVED_CONNECTIONS,
                                                PostgresSettings.RESERVED_CONNECTIONS),
                                String.valueOf(needed),
                                ", or lower withConnectionLimit of some clients" + pooled(server)));
    }

    /** A share that fits for each client, when there is one. */
    private String pooled(DatabaseServer server) {
        var clients = plan.clients().stream()
                .flatMap(client -> client.database().stream())
                .filter(it -> it.server().equals(server.name()))
                .count();
        var share = (server.maxConnections() - PostgresSettings.RESERVED_CONNECTIONS) / Math.max(1, clients);
        var mode = plan.settings()
                .pooling()
                .of(server.name())
                .map(it -> it.mode().text())
                .orElse("transaction");
        return share < 1
                ? ""
                : ", or lend %s's connections out: pulumi config set --path 'pooling.%s' '%s %d'"
                        .formatted(server.name(), server.name(), mode, Math.min(share, LENT));
    }

    /** Past half of its memory PostgreSQL has no room left for its connections, and none for the kernel's cache. */
    private static Optional<Problem> sharedBuffers(DatabaseServer server) {
        var most = server.memoryLimit().map(it -> it.mebibytes() / 2).orElse(Integer.MAX_VALUE);
        return server.sharedBuffersMebibytes() <= most
                ? Optional.empty()
                : Optional.of(ServerWords.of(server)
                        .problem(
                                "sharedBuffers",
                                server.sharedBuffers(),
                                "is more than half of the container's memory, " + server.memory(),
                                most / 2 + "MB",
                                ", or give it " + new MemorySize(4 * server.sharedBuffersMebibytes())));
    }

    private Optional<String> memory(DatabaseServer server) {
        var connections = plan.connectionsOn(server);
        var needed = server.mebibytesFor(connections);
        return server.memoryLimit()
                .filter(it -> needed > it.mebibytes())
                .map(it ->
                        "%s: %d connections that sort at once (work_mem %s) need %d MiB with shared_buffers %s, and its container has %s: %s"
                                .formatted(
                                        server.host(),
                                        connections,
                                        server.workMem(),
                                        needed,
                                        server.sharedBuffers(),
                                        server.memory(),
                                        ServerWords.of(server)
                                                .fix(
                                                        "memory",
                                                        roundedUp(needed) + ", or lower work_mem or the connections")));
    }

    private static MemorySize roundedUp(int mebibytes) {
        var step = 256;
        return new MemorySize((mebibytes + step - 1) / step * step);
    }
}
