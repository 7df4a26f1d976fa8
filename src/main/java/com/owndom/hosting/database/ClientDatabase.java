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
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's role and database on a server: the role owns the database, and no other role may connect. They
 * belong to the server, so they outlive the client: when its line goes they are set aside, when it returns they are back.
 */
public final class ClientDatabase {

    private final ClientName client;
    private final PostgresServer server;
    private final Output<String> password;
    private final com.pulumi.postgresql.Database database;
    private final List<Resource> setAsideAfter;
    private final List<Resource> parts = new ArrayList<>();

    /** Declares role, database, grant and extensions. */
    public ClientDatabase(ClientName client, Database description, PostgresServer server) {
        this(client, description, server, List.of());
        parts.add(closed());
        description.extensions().forEach(extension -> parts.add(extension(extension)));
    }

    private ClientDatabase(
            ClientName client, Database description, PostgresServer server, List<Resource> setAsideAfter) {
        this.client = client;
        this.server = server;
        this.setAsideAfter = setAsideAfter;
        this.password = server.masterSecret()
                .applyValue(it -> DatabasePassword.of(it, client.snake(), description.passwordGeneration()));
        this.database = database(role(description));
    }

    /**
     * Keeps the database of a client that is gone: its role may not log in, nobody may connect, and nothing is lost. Grant
     * and extensions are left as they are without being declared: to look at them is to connect.
     */
    public static void setAside(ClientName client, PostgresServer server, Resource after) {
        new ClientDatabase(client, Database.conventional(), server, List.of(after));
    }

    /** The database's name, {@code client_1_db}. */
    public Output<String> name() {
        return Outputs.unlessFailed(database.name());
    }

    /** {@code DATABASE_URL}, a secret. */
    public Output<String> url() {
        return Output.tuple(password, name()).applyValue(it -> "postgresql://%s:%s@%s:5432/%s"
                .formatted(client.snake(), it.t1, server.host(), it.t2));
    }

    /** Where it is. */
    PostgresServer server() {
        return server;
    }

    /** The role's password, a secret. */
    Output<String> password() {
        return password;
    }

    /** What has to be there before anything uses the database. */
    List<Resource> parts() {
        return List.copyOf(parts);
    }

    private boolean inUse() {
        return setAsideAfter.isEmpty();
    }

    private Role role(Database description) {
        var args = RoleArgs.builder()
                .name(client.snake())
                .login(inUse())
                .password(password)
                .connectionLimit(description.connectionLimit())
                .build();
        var unknownOnceGone = inUse() ? List.<String>of() : List.of("password", "connectionLimit");
        return new Role(
                logical(),
                args,
                kept().protect(true).ignoreChanges(unknownOnceGone).build());
    }

    private com.pulumi.postgresql.Database database(Role role) {
        var args = DatabaseArgs.builder()
                .name(client.database())
                .owner(Outputs.unlessFailed(role.name()))
                .allowConnections(inUse())
                .build();
        return new com.pulumi.postgresql.Database(
                logical(), args, kept().protect(true).build());
    }

    private Grant closed() {
        return ClosedDatabase.declare(logical() + "-closed", name(), kept().build());
    }

    private Extension extension(String name) {
        var args = ExtensionArgs.builder().database(name()).name(name).build();
        return new Extension(logical() + "-" + name, args, kept().build());
    }

    /** {@code client-1}, or {@code client-1@reports} on a further server: while it moves, a client has both. */
    private String logical() {
        return server.isShared() ? client.value() : client.value() + "@" + server.name();
    }

    /** Also when it disappears from the plan, nothing of it is dropped from the server. */
    private CustomResourceOptions.Builder kept() {
        return CustomResourceOptions.builder()
                .parent(server)
                .provider(server.provider())
                .dependsOn(setAsideAfter)
                .retainOnDelete(true);
    }
}
