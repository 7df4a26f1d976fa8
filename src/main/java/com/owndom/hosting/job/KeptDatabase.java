package com.owndom.hosting.job;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a client's data is, as the stack's output {@code databases} tells it: {@code in use}, {@code in use on reports},
 * {@code set aside since 2026-11-23}, {@code set aside on reports since 2026-11-23}; a {@link DatabaseMove} follows a comma.
 *
 * @param server the name of the server; {@code postgres}, which is not written, for the one that every estate has
 * @param setAside since when no client uses it; empty while one does
 * @param move from there or to there, as long as another server has something of it too
 */
public record KeptDatabase(String server, Optional<LocalDate> setAside, Optional<DatabaseMove> move) {

    private static final String SHARED = "postgres";
    private static final Pattern FORM = Pattern.compile("(?:in use|set aside)(?: on (?<server>[^\\s,]+))?"
            + "(?: since (?<since>\\d{4}-\\d\\d-\\d\\d))?(?:, (?<move>.+))?");

    /** One that a client uses. */
    public static KeptDatabase inUse(String server) {
        return new KeptDatabase(server, Optional.empty(), Optional.empty());
    }

    /** Reads what {@link #toString} wrote. */
    public static KeptDatabase of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not the state of a database: " + text);
        }
        return new KeptDatabase(
                Optional.ofNullable(matcher.group("server")).orElse(SHARED),
                Optional.ofNullable(matcher.group("since")).map(LocalDate::parse),
                Optional.ofNullable(matcher.group("move")).flatMap(DatabaseMove::of));
    }

    /** Whether a client uses it. */
    public boolean isInUse() {
        return setAside.isEmpty();
    }

    /** The same, used by no client from that day on, or from an earlier one. */
    public KeptDatabase setAside(LocalDate day) {
        return new KeptDatabase(server, setAside.or(() -> Optional.of(day)), move);
    }

    /** The same in use, and there. */
    public KeptDatabase inUseOn(String there) {
        return new KeptDatabase(there, Optional.empty(), move);
    }

    /** The same on its way, or at its end; or with nothing of it elsewhere any more. */
    public KeptDatabase with(Optional<DatabaseMove> other) {
        return new KeptDatabase(server, setAside, other);
    }

    @Override
    public String toString() {
        var where = server.equals(SHARED) ? "" : " on " + server;
        return setAside.map(day -> "set aside" + where + " since " + day).orElse("in use" + where)
                + move.map(it -> ", " + it).orElse("");
    }
}
