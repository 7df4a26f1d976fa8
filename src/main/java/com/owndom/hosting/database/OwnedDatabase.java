package com.owndom.hosting.database;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.postgresql.DatabaseArgs;
import com.pulumi.postgresql.Extension;
import com.pulumi.postgresql.ExtensionArgs;
import com.pulumi.postgresql.Grant;
import com.pulumi.postgresql.Role;
import com.pulumi.postgresql.RoleArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Optional;

/**
 * What stays on the server whatever becomes of a client: its database, and the role that owns all of it and never logs in.
 * Both belong to the server, so they outlive the client: when its line goes they are set aside, when it returns they are
 * back.
 */
final class OwnedDatabase {

    private final ClientName client;
    private final PostgresServer server;
    private final Output<String> owner;
    private final com.pulumi.postgresql.Database database;

    private OwnedDatabase(
            ClientName client, PostgresServer server, Optional<Output<String>> ownerThatIsThere, boolean open) {
        this.client = client;
        this.server = server;
        this.owner = ownerThatIsThere.orElseGet(
                () -> Outputs.unlessFailed(declareOwner().name()));
        var args = DatabaseArgs.builder()
                .name(client.database())
                .owner(owner)
                .allowConnections(open)
                .build();
        this.database = new com.pulumi.postgresql.Database(logical(), args, data().build());
    }

    /** Declares owner and database. */
    static OwnedDatabase inUse(ClientName client, PostgresServer server) {
        return new OwnedDatabase(client, server, Optional.empty(), true);
    }

    /** Declares the database, and leaves to {@link #declareOwner} when its owner stops to log in. */
    static OwnedDatabase ofOwnerThatLogsIn(ClientName client, PostgresServer server) {
        return new OwnedDatabase(client, server, Optional.of(Output.of(client.snake())), true);
    }

    /**
     * Lets nobody connect to the database of a client that is gone. Grant and extensions are left as they are
     * without being declared: to look at them is to connect.
     */
    static void setAside(ClientName client, PostgresServer server) {
        new OwnedDatabase(client, server, Optional.empty(), false);
    }

    /** Declares the role that owns the database. */
    Role declareOwner() {
        var args = RoleArgs.builder().name(client.snake()).login(false).build();
        return new Role(logical(), args, data().build());
    }

    /** The role that owns the database. */
    Output<String> owner() {
        return owner;
    }

    /** The database's name. */
    Output<String> name() {
        return Outputs.unlessFailed(database.name());
    }

    /** Lets no role in but the owner and those who may be the owner. */
    Grant closed() {
        return ClosedDatabase.declare(logical() + "-closed", name(), kept().build());
    }

    /** Makes an extension in it. */
    Extension extension(String name) {
        var args = ExtensionArgs.builder().database(name()).name(name).build();
        return new Extension(logical() + "-" + name, args, kept().build());
    }

    /** {@code client-1}, or {@code client-1@reports} on a further server: while it moves, a client has both. */
    private String logical() {
        return server.described().logical(client.value());
    }

    /** What would be lost, were it replaced. */
    private CustomResourceOptions.Builder data() {
        return kept().protect(true);
    }

    /** Also when it disappears from the plan, nothing of it is dropped from the server. */
    private CustomResourceOptions.Builder kept() {
        return CustomResourceOptions.builder()
                .parent(server)
                .provider(server.provider())
                .retainOnDelete(true);
    }
}
