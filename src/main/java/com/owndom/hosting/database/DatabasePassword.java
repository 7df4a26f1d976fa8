package com.owndom.hosting.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A role's password, derived from the stack's one secret with HMAC-SHA-256 (RFC 2104), so that a new client needs no new
 * secret and a rotation is a visible change of the generation.
 */
public final class DatabasePassword {

    private static final String ALGORITHM = "HmacSHA256";

    private DatabasePassword() {}

    /** 64 hexadecimal digits, which need no quoting in a URL or a password file. */
    public static String of(String masterSecret, String role, int generation) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(masterSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            var subject = "postgresql/" + role + "/" + generation;
            return HexFormat.of().formatHex(mac.doFinal(subject.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
