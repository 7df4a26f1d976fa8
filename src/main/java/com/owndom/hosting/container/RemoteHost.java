package com.owndom.hosting.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the launcher has read of a Docker host over ssh; nothing without it, as with plain {@code pulumi}.
 *
 * @param cores how many it has
 * @param memory the line of its {@code /proc/meminfo} that tells all of it
 * @param routes its {@code /proc/net/route}
 */
public record RemoteHost(int cores, String memory, List<String> routes) {

    /** Set by the launcher: a file of these, one after the other. */
    private static final String VARIABLE = "HOSTING_HOST";

    private static final String SSH = "ssh://";

    /** Copies the routes. */
    public RemoteHost {
        routes = List.copyOf(routes);
    }

    /** Of that daemon's host; empty when it is this machine, or nothing was read of it. */
    public static Optional<RemoteHost> of(String dockerHost) {
        return of(dockerHost, Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of));
    }

    static Optional<RemoteHost> of(String dockerHost, Optional<Path> file) {
        return file.filter(any -> dockerHost.startsWith(SSH)).map(RemoteHost::read);
    }

    private static RemoteHost read(Path file) {
        try {
            var lines = Files.readAllLines(file);
            return new RemoteHost(Integer.parseInt(lines.get(0)), lines.get(1), lines.subList(2, lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
