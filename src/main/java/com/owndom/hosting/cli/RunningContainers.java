package com.owndom.hosting.cli;

import com.owndom.hosting.command.Answer;
import com.owndom.hosting.command.Command;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The containers of a stack, as {@code docker ps} tells of them.
 *
 * @param byName each container's published address, if it has one, its status, and which server it is
 */
record RunningContainers(Map<String, Container> byName) {

    /** Stands where a client has no such part. */
    static final String NONE = "-";

    /** How a client is of which nothing is wrong. */
    static final String RUNNING = "running";

    /** What runs for good, unlike a job. */
    private static final Pattern SERVER =
            Pattern.compile("proxy|firewall|certificates|(postgres|pgbouncer|backups)(-.+)?");

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Pattern PUBLISHED = Pattern.compile("([\\d.]+:\\d+)->");

    /**
     * One line of {@code docker ps}.
     *
     * @param ports {@code 127.0.0.1:3001->3001/tcp}, or nothing
     * @param status {@code Up 3 minutes (healthy)}
     * @param server {@code proxy}, for what all clients share; nothing for an app
     */
    record Container(String ports, String status, String server) {

        boolean isRunning() {
            return isUp() && !status.contains("(unhealthy");
        }

        boolean isUp() {
            return status.startsWith("Up");
        }

        boolean isServer() {
            return SERVER.matcher(server).matches();
        }

        /** The same, as its own check answered now. */
        Container checked(Answer answer) {
            var up = status.replaceFirst(" \\(.*", "");
            return new Container(
                    ports, answer.succeeded() ? up : "%s (unhealthy: %s)".formatted(up, why(answer)), server);
        }

        private static String why(Answer answer) {
            return Stream.of(answer.complaint(), answer.printed())
                    .flatMap(String::lines)
                    .filter(it -> !it.isBlank())
                    .findFirst()
                    .orElse("its check fails");
        }
    }

    static RunningContainers of(String estate, String stack) throws IOException {
        var said = Command.of(
                        "docker",
                        "ps",
                        "--all",
                        "--filter=label=com.owndom.estate=" + estate,
                        "--filter=label=com.owndom.stack=" + stack,
                        "--format={{.Names}}\t{{.Ports}}\t{{.Status}}\t{{.Label \"com.owndom.server\"}}")
                .run(LIMIT);
        if (!said.succeeded()) {
            throw new IOException(
                    "docker ps failed: %s; `./hosting doctor` says what is missing".formatted(said.complaint()));
        }
        var containers = parse(said.printed());
        return containers.checked(ServerHealth.answers(containers.upServers()));
    }

    static RunningContainers parse(String lines) {
        return new RunningContainers(lines.lines()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(it -> it[0], it -> new Container(it[1], it[2], it[3]))));
    }

    private List<String> upServers() {
        return byName.entrySet().stream()
                .filter(it -> it.getValue().isServer() && it.getValue().isUp())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same, with these servers as they answered just now, and the others as Docker has them. */
    RunningContainers checked(Map<String, Answer> answers) {
        var checked = new HashMap<>(byName);
        answers.forEach((name, answer) -> checked.computeIfPresent(name, (same, it) -> it.checked(answer)));
        return new RunningContainers(checked);
    }

    /** Where the app answers: its address on the host, or its name in the networks of Docker. */
    String address(String container) {
        var published = PUBLISHED.matcher(
                byName.getOrDefault(container, new Container("", "", "")).ports());
        return published.find() ? published.group(1) : container;
    }

    /** The proxy's name, when it runs. */
    Optional<String> proxy() {
        return byName.entrySet().stream()
                .filter(it -> it.getValue().server().equals("proxy"))
                .filter(it -> it.getValue().isUp())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** A line for each server that is not well. */
    String troubledServers() {
        return byName.values().stream()
                .filter(it -> it.isServer() && !it.isRunning())
                .map(it ->
                        "%1$s is not well: %2$s. ./hosting logs %1$s says why.%n".formatted(it.server(), it.status()))
                .sorted()
                .collect(Collectors.joining());
    }

    /** {@code running}, or which of the client's containers is not, and how it is. */
    String state(String... containers) {
        var troubles = new LinkedHashSet<String>();
        for (var name : new LinkedHashSet<>(List.of(containers))) {
            trouble(name, troubles);
        }
        return troubles.isEmpty() ? RUNNING : String.join(", ", troubles);
    }

    private void trouble(String name, Set<String> troubles) {
        var container = byName.get(name);
        if (!name.equals(NONE) && container == null) {
            troubles.add(name + " is missing");
        } else if (container != null && !container.isRunning()) {
            troubles.add(name + ": " + container.status());
        }
    }
}
