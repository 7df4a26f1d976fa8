package com.owndom.hosting.text;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** HMAC-SHA-256 (RFC 2104): what is derived from a secret with it tells nothing of that secret. */
public final class Hmac {

    private Hmac() {}

    /** 64 hexadecimal digits. By hand: {@code printf %s "$TEXT" | openssl dgst -sha256 -hmac "$SECRET"}. */
    public static String of(String secret, String text) {
        return Hashing.hmacSha256(secret.getBytes(StandardCharsets.UTF_8))
                .hashString(text, StandardCharsets.UTF_8)
                .toString();
    }
}
