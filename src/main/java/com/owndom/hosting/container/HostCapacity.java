package com.owndom.hosting.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the Docker host has to give.
 *
 * @param memory all of it
 * @param cores as many as containers may have
 */
public record HostCapacity(MemorySize memory, int cores) {

    private static final String SOCKET = "unix://";
    private static final String MEMORY_LINE = "MemTotal:";
    private static final int KIBIBYTES = 1024;

    /** Of that daemon's host; empty when nothing is known of that machine, or it has no Linux kernel of its own. */
    public static Optional<HostCapacity> of(String dockerHost) {
        var remote = RemoteHost.of(dockerHost);
        if (remote.isPresent()) {
            return remote.map(HostCapacity::of);
        }
        if (!dockerHost.startsWith(SOCKET) || !Files.exists(Path.of(dockerHost.substring(SOCKET.length())))) {
            return Optional.empty();
        }
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return memory(lines)
                    .map(it -> new HostCapacity(it, Runtime.getRuntime().availableProcessors()));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    static HostCapacity of(RemoteHost host) {
        return new HostCapacity(memory(Stream.of(host.memory())).orElseThrow(), host.cores());
    }

    static Optional<MemorySize> memory(Stream<String> meminfo) {
        return meminfo.filter(it -> it.startsWith(MEMORY_LINE))
                .findFirst()
                .map(it -> Long.parseLong(it.replaceAll("[^0-9]", "")))
                .map(kibibytes -> new MemorySize((int) (kibibytes / KIBIBYTES)));
    }
}
