package com.owndom.hosting.backup;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What opens the repository, derived from the stack's one secret with HMAC-SHA-256, so that a lost host is restored from
 * that secret and the backups alone. By hand: {@code printf backups | openssl dgst -sha256 -hmac "$MASTER_SECRET"}.
 */
public final class BackupPassword {

    private static final String ALGORITHM = "HmacSHA256";

    private BackupPassword() {}

    /** 64 hexadecimal digits. */
    public static String of(String masterSecret) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(masterSecret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal("backups".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
