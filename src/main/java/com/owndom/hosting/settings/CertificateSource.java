package com.owndom.hosting.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a certificate comes from. */
public enum CertificateSource {
    /** ACME, proved by a DNS record at Cloudflare: the only one that gives wildcards. */
    DNS,
    /** ACME, proved by a file that the proxy serves, so each host must lead to it already. */
    HTTP,
    /** Cloudflare Origin CA: trusted by Cloudflare alone, for hosts that it proxies. */
    ORIGIN,
    /** The person's own, {@code certificates/<name>/fullchain.pem} and {@code key.pem} below the project. */
    FILES;

    /** As it stands in the stack's settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an ACME authority issues it. */
    public boolean isAcme() {
        return this == DNS || this == HTTP;
    }

    /** Whether it takes a token of Cloudflare's API. */
    public boolean needsToken() {
        return this == DNS || this == ORIGIN;
    }

    @Override
    public String toString() {
        return label();
    }

    static Optional<CertificateSource> parse(String text) {
        return Arrays.stream(values()).filter(it -> it.label().equals(text)).findFirst();
    }
}
