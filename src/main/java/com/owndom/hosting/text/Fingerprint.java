package com.owndom.hosting.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A short name for texts and files that changes with each of them: the beginning of their SHA-256. */
public final class Fingerprint {

    private static final int LENGTH = 12;

    private final MessageDigest digest = sha256();

    /** Adds a text, and its end: {@code "ab"} and {@code "c"} are not {@code "a"} and {@code "bc"}. */
    public Fingerprint text(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return this;
    }

    /** Adds the content of a file. */
    public Fingerprint content(byte[] content) {
        digest.update(content);
        return this;
    }

    /** Twelve hexadecimal digits of all that was added; begins anew. */
    public String value() {
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
