package com.owndom.hosting.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an estate is for. */
public enum Environment {
    /** One person's machine: fixed names, loopback ports, sources mounted into the containers. */
    DEVELOPMENT,
    /** Everything that serves others. */
    PRODUCTION;

    /** As it stands in the stack's settings, in {@code NODE_ENV}, and as the Dockerfiles' target. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return label();
    }

    static Optional<Environment> parse(String text) {
        return Arrays.stream(values()).filter(it -> it.label().equals(text)).findFirst();
    }
}
