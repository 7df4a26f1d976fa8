package com.owndom.hosting.database;

import com.owndom.hosting.name.ClientName;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A client's database on a server: what is kept of it whatever becomes of the client, and who logs in to it. */
public final class ClientDatabase {

    private final ClientName client;
    private final PostgresServer server;
    private final boolean ownerLogsIn;
    private final OwnedDatabase owned;
    private final Login login;
    private final List<Resource> parts = new ArrayList<>();

    /**
     * Declares owner, database, grant, extensions and login. Where what serves logs in as the owner, as in an estate of
     * before, the owner is left as it is until {@link #endOwnersLogin}.
     */
    public ClientDatabase(ClientName client, Database description, PostgresServer server) {
        this.client = client;
        this.server = server;
        this.ownerLogsIn = server.update().last().data().ownerLogsIn(client.value());
        this.owned =
                ownerLogsIn ? OwnedDatabase.ofOwnerThatLogsIn(client, server) : OwnedDatabase.inUse(client, server);
        parts.add(owned.closed());
        description.extensions().forEach(extension -> parts.add(owned.extension(extension)));
        this.login = new Login(client, description, owned.owner(), server);
    }

    /** Keeps the database of a client that is gone: nobody may connect, and nothing is lost. */
    public static void setAside(ClientName client, PostgresServer server) {
        OwnedDatabase.setAside(client, server);
    }

    /** Makes a second one of a client that moves, to which nobody has a login yet. */
    public static void beside(ClientName client, Database description, PostgresServer server) {
        var owned = OwnedDatabase.inUse(client, server);
        owned.closed();
        description.extensions().forEach(owned::extension);
    }

    /** The name that its data have: the client's, or a former one. */
    public String data() {
        return client.value();
    }

    /** The database's name, {@code client_1_db}. */
    public Output<String> name() {
        return owned.name();
    }

    /** The role that logs in, another one after each change of its password. */
    public Output<String> user() {
        return login.role();
    }

    /** {@code DATABASE_URL}, and {@code DATABASE_DIRECT_URL} past what stands in front of the server: both secrets. */
    public Map<String, Output<String>> urls() {
        return server.pool()
                .map(pool -> Map.of("DATABASE_URL", url(pool.host()), "DATABASE_DIRECT_URL", url(direct())))
                .orElseGet(() -> Map.of("DATABASE_URL", url(direct())));
    }

    private Output<String> direct() {
        return Output.of(server.described().host());
    }

    private Output<String> url(Output<String> host) {
        return Output.tuple(login.role(), login.password(), host, name())
                .applyValue(it -> "postgresql://%s:%s@%s:5432/%s".formatted(it.t1, it.t2, it.t3, it.t4));
    }

    /** Where it is. */
    PostgresServer server() {
        return server;
    }

    /** Whether what serves logs in as the owner. */
    public boolean ownerLogsIn() {
        return ownerLogsIn;
    }

    /** Takes the login from the owner that had it. */
    public void endOwnersLogin() {
        owned.declareOwner();
    }

    /** The password of {@link #user}, a secret. */
    Output<String> password() {
        return login.password();
    }

    /** What has to be there before anything uses the database. */
    List<Resource> parts() {
        return List.copyOf(parts);
    }
}
