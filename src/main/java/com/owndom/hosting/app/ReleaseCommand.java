package com.owndom.hosting.app;

import java.time.Duration;
import java.util.List;

/**
 * A command that has to succeed before a new version starts: migrations.
 *
 * @param arguments the program and its arguments, without a shell
 * @param limit how long it may take, 1 second to 1 hour
 */
public record ReleaseCommand(List<String> arguments, Duration limit) {

    private static final int SHOWN = 80;

    /** Ten minutes. */
    static final Duration LIMIT = Duration.ofMinutes(10);

    /** Copies the arguments. */
    public ReleaseCommand {
        arguments = List.copyOf(arguments);
    }

    /** In one line of at most {@value #SHOWN} characters. */
    @Override
    public String toString() {
        var line = String.join(" ", arguments).replaceAll("\\s+", " ").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
