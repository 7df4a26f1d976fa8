package com.owndom.hosting;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.settings.PostgresSettings;
import java.util.List;
import java.util.Optional;

/** Whether each database server has room for the clients that live on it. */
record CapacityChecks(EstatePlan plan) {

    List<Problem> problems() {
        return plan.servers().stream()
                .flatMap(server -> connections(server).stream())
                .toList();
    }

    private Optional<Problem> connections(DatabaseServer server) {
        var sum = plan.databasesOn(server).stream()
                .mapToLong(Database::connectionLimit)
                .sum();
        var needed = sum + PostgresSettings.RESERVED_CONNECTIONS;
        if (needed <= server.maxConnections()) {
            return Optional.empty();
        }
        var rule = "the clients' limits add up to %d, and %d are kept for managing the server"
                .formatted(sum, PostgresSettings.RESERVED_CONNECTIONS);
        var less = ", or lower withConnectionLimit of some clients";
        return Optional.of(
                server.isShared()
                        ? new Problem(
                                "maxConnections",
                                String.valueOf(server.maxConnections()),
                                rule,
                                "pulumi config set maxConnections " + needed + less)
                        : new Problem(
                                "server " + server.name(),
                                "max connections " + server.maxConnections(),
                                rule,
                                "write withMaxConnections(" + needed + ")" + less));
    }
}
