package com.owndom.hosting.database;

import com.owndom.hosting.text.Hmac;

/**
 * A role's password, derived from the stack's one secret with HMAC-SHA-256 (RFC 2104), so that a new client needs no new
 * secret and a rotation is a visible change of the generation.
 */
public final class DatabasePassword {

    private DatabasePassword() {}

    /** 64 hexadecimal digits, which need no quoting in a URL or a password file. */
    public static String of(String masterSecret, String role, int generation) {
        return Hmac.of(masterSecret, "postgresql/" + role + "/" + generation);
    }
}
