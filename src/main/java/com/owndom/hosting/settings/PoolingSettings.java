package com.owndom.hosting.settings;

import java.util.Map;
import java.util.Optional;

/**
 * What stands in front of the database servers.
 *
 * @param image PgBouncer 1.24 or later; {@code edoburu/pgbouncer:v1.24.1-p1} by default
 * @param byServer by the server's name; none by default
 */
public record PoolingSettings(String image, Map<String, Pooling> byServer) {

    /** Copies the servers. */
    public PoolingSettings {
        byServer = Map.copyOf(byServer);
    }

    /** In front of that server, if anything is. */
    public Optional<Pooling> of(String server) {
        return Optional.ofNullable(byServer.get(server));
    }
}
