package com.owndom;

import com.owndom.hosting.Estate;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import com.pulumi.Context;
import java.util.List;

/** The Java of README.md and docs/, compiled; {@link DocumentsTest} sees that it is the same. */
final class ReadmeSnippets {

    private ReadmeSnippets() {}

    static Client readsFiles() {
        return new Client(
                "client-2", client -> client.backend(app -> app.secretFiles().secretEnvironment("STRIPE_KEY")));
    }

    static Client doesNotFit() {
        return new Client(
                "client-2", client -> client.frontend(app -> app.confinement(it -> it.withWritable("/app/.next/cache")))
                        .backend(app -> app.image("registry.example/legacy:1.4")
                                .confinement(it -> it.withRoot("becomes www-data"))));
    }

    static Client everythingSaidOtherwise() {
        return new Client("client-2", client -> client.domain("bakery.example")
                .frontend(app -> app.memory("256m").health("/ready"))
                .backend(app -> app.image("registry.example/bakery-api:2.3.1")
                        .port(8000)
                        .environment("LOG_LEVEL", "info")
                        .secretEnvironment("STRIPE_KEY")
                        .volume("uploads", "/var/uploads"))
                .database(database -> database.withConnectionLimit(20).withExtensions("uuid-ossp", "pg_trgm"))
                .uploadLimit("50m"));
    }

    static void severalServers(Context context) {
        new Estate(
                context,
                "owndom",
                List.of(
                        new Client("client-1"),
                        new Client("client-2", client -> client.database(it -> it.withServer("reports")))),
                List.of(new DatabaseServer("reports").withImage("postgres:18").withMemory("4g")));
    }

    static Client renamed() {
        return new Client("shop", client -> client.formerly("client-1"));
    }

    static Client withBackupsOfItsOwn() {
        return new Client(
                "client-1",
                client -> client.backup(backup ->
                        backup.withHours(6).withKeep("7d 4w 12m").withCheck("SELECT sum(amount) FROM orders")));
    }

    static Client withMigrations() {
        return new Client("client-1", client -> client.backend(app -> app.release("node", "migrate.js")));
    }

    static Client withAnotherPassword() {
        return new Client("client-1", client -> client.database(database -> database.withPasswordGeneration(2)));
    }

    static Client manyHosts() {
        return new Client("bakery", client -> client.domain("bakery.example")
                .alias("baeckerei.example")
                .www()
                .redirectFrom("cakes.example")
                .redirect("bakery-shop.example", "https://market.example/bakery"));
    }
}
