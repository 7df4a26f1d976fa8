package com.owndom.hosting.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a client's data is, too, because it moves from one server to another: {@code copying to reports} while what is there
 * is still being made, {@code moved from postgres} while what was there is kept.
 *
 * @param done whether the client lives on the new server
 * @param other the server beside the one where it lives
 */
public record DatabaseMove(boolean done, String other) {

    private static final Pattern FORM = Pattern.compile("(copying to|moved from) (\\S+)");

    /** On its way to that server. */
    public static DatabaseMove copyingTo(String server) {
        return new DatabaseMove(false, server);
    }

    /** Moved, and not confirmed yet. */
    public static DatabaseMove movedFrom(String server) {
        return new DatabaseMove(true, server);
    }

    /** Reads what {@link #toString} wrote. */
    static Optional<DatabaseMove> of(String text) {
        return Optional.of(FORM.matcher(text))
                .filter(it -> it.matches())
                .map(it -> new DatabaseMove("moved from".equals(it.group(1)), it.group(2)));
    }

    @Override
    public String toString() {
        return (done ? "moved from " : "copying to ") + other;
    }
}
