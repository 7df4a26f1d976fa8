package com.owndom.hosting.database;

import com.owndom.hosting.job.Update;
import com.owndom.hosting.network.EstateNetworks;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The PostgreSQL servers of an estate by their names. */
public final class PostgresServers {

    private final Map<String, PostgresServer> byName;

    /** Declares each of them. */
    public PostgresServers(
            Update update, List<DatabaseServer> described, EstateNetworks networks, ComponentResourceOptions options) {
        this.byName = described.stream()
                .collect(Collectors.toMap(
                        DatabaseServer::name, it -> new PostgresServer(update, it, networks, options)));
    }

    /** The one with that name, which the estate has. */
    public PostgresServer get(String name) {
        return byName.get(name);
    }
}
