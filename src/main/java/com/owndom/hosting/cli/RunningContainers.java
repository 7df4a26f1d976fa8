package com.owndom.hosting.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The containers of a Docker daemon, as {@code docker ps} tells of them.
 *
 * @param byName each container's published address, if it has one, and its status
 */
record RunningContainers(Map<String, Container> byName) {

    /** Stands where a client has no such part. */
    static final String NONE = "-";

    private static final Pattern PUBLISHED = Pattern.compile("([\\d.]+:\\d+)->");

    /**
     * One line of {@code docker ps}.
     *
     * @param ports {@code 127.0.0.1:3001->3001/tcp}, or nothing
     * @param status {@code Up 3 minutes (healthy)}
     */
    record Container(String ports, String status) {

        boolean isRunning() {
            return status.startsWith("Up") && !status.contains("(unhealthy)");
        }
    }

    static RunningContainers ofDocker() throws IOException, InterruptedException {
        var docker = new ProcessBuilder("docker", "ps", "--all", "--format", "{{.Names}}\t{{.Ports}}\t{{.Status}}")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (docker.waitFor() != 0) {
            throw new IOException("docker ps failed; `./hosting doctor` says what is missing");
        }
        return parse(lines);
    }

    static RunningContainers parse(String lines) {
        return new RunningContainers(lines.lines()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(it -> it[0], it -> new Container(it[1], it[2]))));
    }

    /** Where the app answers: its address on the host, or its name in the networks of Docker. */
    String address(String container) {
        var published = PUBLISHED.matcher(
                byName.getOrDefault(container, new Container("", "")).ports());
        return published.find() ? published.group(1) : container;
    }

    /** {@code running}, or which of the client's containers is not, and how it is. */
    String state(String... containers) {
        var troubles = new LinkedHashSet<String>();
        for (var name : new LinkedHashSet<>(List.of(containers))) {
            trouble(name, troubles);
        }
        return troubles.isEmpty() ? "running" : String.join(", ", troubles);
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
