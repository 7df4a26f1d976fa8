package com.owndom.hosting.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** For how much a browser that was here once asks over https alone (RFC 6797), for two years. */
public enum Hsts {
    /** The host. */
    HOST("max-age=63072000"),
    /** The host and everything below it, wherever that is hosted. */
    SUBDOMAINS("max-age=63072000; includeSubDomains"),
    /** The same, with consent to a browser's built-in list, from which there is no quick way back. */
    PRELOAD("max-age=63072000; includeSubDomains; preload");

    private final String header;

    Hsts(String header) {
        this.header = header;
    }

    /** The value of {@code Strict-Transport-Security}. */
    public String header() {
        return header;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Hsts> parse(String text) {
        return Arrays.stream(values()).filter(it -> it.toString().equals(text)).findFirst();
    }
}
