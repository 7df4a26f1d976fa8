package com.owndom.hosting.cli;

import com.owndom.hosting.command.Command;
import com.owndom.hosting.text.ShippedText;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which apps answered when they were asked for their health just now.
 *
 * @param silent why each of the others did not, by its container; empty when nobody could be asked
 */
record Answers(Optional<Map<String, String>> silent) {

    /** Each app may take 5 seconds, 16 of them at once. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String NOT_ASKED = "up, but not reached: there is no way through the proxy";

    /** Nobody was asked. */
    static Answers none() {
        return new Answers(Optional.empty());
    }

    /** Asked from the proxy's container, as it reaches every app. */
    static Answers through(String proxy) {
        var said = Command.of("docker", "exec", proxy, "sh", "-c", ShippedText.of(Answers.class, "answers.sh"))
                .run(LIMIT);
        return said.succeeded() ? parse(said.printed()) : none();
    }

    static Answers parse(String lines) {
        return new Answers(Optional.of(lines.lines()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(it -> it[0], it -> it[1].replaceFirst("^curl: \\(\\d+\\) ", "")))));
    }

    /** {@code running}, or which of these containers did not answer, and why. */
    String state(String... containers) {
        return silent.map(it -> state(it, containers)).orElse(NOT_ASKED);
    }

    private static String state(Map<String, String> silent, String... containers) {
        var troubles = Stream.of(containers)
                .filter(silent::containsKey)
                .map(it -> it + " does not answer: " + silent.get(it))
                .collect(Collectors.joining(", "));
        return troubles.isEmpty() ? RunningContainers.RUNNING : troubles;
    }
}
