package com.owndom.hosting.settings;

/** Reads the part of the stack's settings that the database server has that every estate has. */
record PostgresReader(ConfigReader reader) {

    PostgresSettings server() {
        return new PostgresSettings(
                reader.text("postgresImage", "postgres:17"),
                reader.port("postgresPort", 5432),
                reader.number("maxConnections", 200),
                reader.text("sharedBuffers", "256MB"),
                reader.text("workMem", "4MB"),
                reader.text("postgresMemory", "2g"));
    }

    PoolingSettings pooling() {
        return new PoolingSettings(
                reader.text("pgbouncerImage", "edoburu/pgbouncer:v1.24.1-p1"),
                reader.byClient(
                        "pooling",
                        "transaction or session, and how many of the server's connections each client may hold",
                        "pulumi config set --path 'pooling.%s' transaction",
                        Pooling::parse));
    }
}
