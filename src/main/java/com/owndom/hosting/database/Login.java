package com.owndom.hosting.database;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.postgresql.Role;
import com.pulumi.postgresql.RoleArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/**
 * The role with which a client's apps log in. Once they have, they are the owner: whatever they make is the owner's.
 *
 * <p>A new password is a new role beside the old one, which goes when nothing that serves knows it any more. So both are
 * valid while an update replaces the apps. The engine names each, so no two meet, not even after an update that failed. It
 * is one resource wherever the database is: on a move, too, the new one is there before the old one goes.
 */
final class Login {

    /** The old and the new version, which start and stop at their own pace, must not take each other's connections. */
    private static final int VERSIONS_AT_ONCE = 2;

    private final Output<String> password;
    private final Role role;

    /** Declares the role. */
    Login(ClientName client, Database description, Output<String> owner, PostgresServer server) {
        this.password = server.update()
                .settings()
                .masterSecret()
                .applyValue(it -> DatabasePassword.of(it, subject(client, server), description.passwordGeneration()));
        var args = RoleArgs.builder()
                .login(true)
                .password(password)
                .connectionLimit(VERSIONS_AT_ONCE * description.connectionLimit())
                .roles(owner.applyValue(List::of))
                .assumeRole(owner)
                .build();
        var options = CustomResourceOptions.builder()
                .parent(server)
                .provider(server.provider())
                .replaceOnChanges("password")
                .deleteBeforeReplace(false)
                .build();
        this.role = new Role(client.login(), args, options);
    }

    /** Another password on each server, so that a client that moves has another role there. */
    private static String subject(ClientName client, PostgresServer server) {
        return server.described().logical(client.snake());
    }

    /** The role's name: {@code client-1-login-1a2b3c4}. */
    Output<String> role() {
        return Outputs.unlessFailed(role.name());
    }

    /** Its password, a secret. */
    Output<String> password() {
        return password;
    }
}
