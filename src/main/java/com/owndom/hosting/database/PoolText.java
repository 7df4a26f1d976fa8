package com.owndom.hosting.database;

import com.owndom.hosting.network.NetworkPlan;
import com.owndom.hosting.settings.Pooling;

/** PgBouncer's configuration: the same for any number of clients. */
final class PoolText {

    private static final int MOST_CONNECTIONS = 10_000;

    private PoolText() {}

    /**
     * The whole of {@code pgbouncer.ini}.
     *
     * @param host the server's name in the network
     */
    static String of(String host, Pooling pooling) {
        return """
                [databases]
                * = host=%s port=%d

                [pgbouncer]
                listen_addr = *
                listen_port = %2$d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                auth_user = pgbouncer
                auth_dbname = postgres
                auth_query = SELECT name, verifier FROM pooling.login($1)
                pool_mode = %s
                default_pool_size = %d
                max_client_conn = %d
                max_user_client_connections = 100
                max_prepared_statements = 200
                ignore_startup_parameters = extra_float_digits
                query_wait_timeout = 30
                server_idle_timeout = 60
                log_connections = 0
                log_disconnections = 0
                """
                .formatted(
                        host,
                        NetworkPlan.POSTGRES_PORT,
                        PoolContainer.USERS,
                        pooling.mode().text(),
                        pooling.size(),
                        MOST_CONNECTIONS);
    }
}
