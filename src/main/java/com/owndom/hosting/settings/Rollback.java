package com.owndom.hosting.settings;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client's way back, as {@code ./hosting rollback} writes it: {@code backend=owndom/client-1-backend:production-1a2b3c
 * since 2026-11-23T10:00:00Z}.
 *
 * @param version the images to go back to
 * @param since when it was asked for; it tells one rollback from another to the same version
 */
public record Rollback(ClientVersion version, Instant since) {

    private static final Pattern FORM = Pattern.compile("(.+) since (\\S+)");

    /** Reads what {@link #toString} wrote. */
    public static Optional<Rollback> parse(String text) {
        var parts = FORM.matcher(text);
        try {
            return parts.matches()
                    ? ClientVersion.parse(parts.group(1)).map(it -> new Rollback(it, Instant.parse(parts.group(2))))
                    : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return version + " since " + since;
    }
}
