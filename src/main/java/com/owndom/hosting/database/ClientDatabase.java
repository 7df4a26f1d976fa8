package com.owndom.hosting.database;

import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.name.ClientName;
import com.pulumi.core.Output;
import com.pulumi.postgresql.DatabaseArgs;
import com.pulumi.postgresql.Extension;
import com.pulumi.postgresql.ExtensionArgs;
import com.pulumi.postgresql.Grant;
import com.pulumi.postgresql.GrantArgs;
import com.pulumi.postgresql.Role;
import com.pulumi.postgresql.RoleArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client's role and database on the shared server: the role owns the database, and no other role may connect. When the
 * client is removed they stay on the server with all their data.
 */
public final class ClientDatabase {

    private final ClientName client;
    private final PostgresServer server;
    private final Resource parent;
    private final com.pulumi.postgresql.Database database;
    private final Output<String> password;
    private final Optional<InitJob> init;

    /** Declares role, database, grant, extensions and the init SQL, under the client. */
    public ClientDatabase(
            ClientName client,
            Database description,
            InitScripts scripts,
            PostgresServer server,
            LastUpdate lastUpdate,
            Resource parent) {
        this.client = client;
        this.server = server;
        this.parent = parent;
        this.password = server.masterSecret()
                .applyValue(it -> DatabasePassword.of(it, client.snake(), description.passwordGeneration()));
        var role = role(description);
        this.database = database(role);
        var ready = new ArrayList<Resource>(List.of(closed()));
        description.extensions().forEach(extension -> ready.add(extension(extension)));
        this.init = scripts.isEmpty() ? Optional.empty() : Optional.of(init(scripts, lastUpdate, ready));
    }

    /** The database's name, {@code client_1_db}. */
    public Output<String> name() {
        return database.name();
    }

    /** {@code DATABASE_URL}, a secret. */
    public Output<String> url() {
        return Output.tuple(password, database.name()).applyValue(it -> "postgresql://%s:%s@%s:5432/%s"
                .formatted(client.snake(), it.t1, PostgresServer.HOST, it.t2));
    }

    /** What has to be there before the backend; fails the update when the init SQL did. */
    public Output<List<Resource>> before() {
        return init.map(InitJob::before).orElse(Output.of(List.of(database)));
    }

    /** The job that runs the init SQL, if there is any. */
    public Optional<Job> init() {
        return init.map(InitJob::job);
    }

    private Role role(Database description) {
        var args = RoleArgs.builder()
                .name(client.snake())
                .login(true)
                .password(password)
                .connectionLimit(description.connectionLimit())
                .build();
        return new Role(client.value(), args, kept().build());
    }

    private com.pulumi.postgresql.Database database(Role role) {
        var args = DatabaseArgs.builder()
                .name(client.database())
                .owner(role.name())
                .build();
        return new com.pulumi.postgresql.Database(client.value(), args, kept().build());
    }

    private Grant closed() {
        var args = GrantArgs.builder()
                .database(database.name())
                .role("public")
                .objectType("database")
                .privileges(List.of())
                .build();
        return new Grant(client.logical("closed"), args, kept().build());
    }

    private Extension extension(String name) {
        var args = ExtensionArgs.builder().database(database.name()).name(name).build();
        return new Extension(client.logical(name), args, kept().build());
    }

    private InitJob init(InitScripts scripts, LastUpdate lastUpdate, List<Resource> ready) {
        var options =
                CustomResourceOptions.builder().parent(parent).dependsOn(ready).deleteBeforeReplace(true);
        return new InitJob(client, server, scripts, password, lastUpdate, options.build());
    }

    private CustomResourceOptions.Builder kept() {
        return CustomResourceOptions.builder()
                .parent(parent)
                .provider(server.provider())
                .retainOnDelete(true);
    }
}
