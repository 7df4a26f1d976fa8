package com.owndom.hosting.settings;

import com.owndom.hosting.container.MemorySize;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * PgBouncer in front of a database server.
 *
 * @param mode when a connection to the server is free for another app's
 * @param size how many connections to the server each client may hold, at least 1
 */
public record Pooling(Mode mode, int size) {

    /** What each PgBouncer may use, however many clients ask it. */
    public static final MemorySize MEMORY = new MemorySize(128);

    /** Cores that each may use. */
    public static final String CPUS = "1.0";

    private static final Pattern FORM = Pattern.compile("(transaction|session)(?: ([1-9][0-9]{0,3}))?");

    /** When a connection to the server is free for another one of the client's. */
    public enum Mode {
        /** After each transaction: few connections do for many, and nothing outlasts a transaction. */
        TRANSACTION(5),
        /** When the app disconnects: nothing changes for it, and as many connections are needed as there are. */
        SESSION(10);

        private final int size;

        Mode(int size) {
            this.size = size;
        }

        /** As PgBouncer writes it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code transaction} (5 connections), {@code session} (10), or {@code transaction 3}. */
    public static Optional<Pooling> parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var mode = Mode.valueOf(parts.group(1).toUpperCase(Locale.ROOT));
        var size = Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(mode.size);
        return Optional.of(new Pooling(mode, size));
    }
}
