package com.owndom.hosting.backup;

import com.owndom.hosting.text.Hmac;

/**
 * What opens the repository, derived from the stack's one secret with HMAC-SHA-256, so that a lost host is restored from
 * that secret and the backups alone. By hand: {@code printf backups | openssl dgst -sha256 -hmac "$MASTER_SECRET"}.
 */
public final class BackupPassword {

    private BackupPassword() {}

    /** 64 hexadecimal digits. */
    public static String of(String masterSecret) {
        return Hmac.of(masterSecret, "backups");
    }
}
