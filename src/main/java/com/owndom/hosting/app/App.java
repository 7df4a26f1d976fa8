package com.owndom.hosting.app;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A client's frontend or backend as its owner described it: what is absent is the guide's convention.
 *
 * @param image a reference instead of a build
 * @param build what is changed of the conventional build
 * @param port the port it listens on, 1 to 65535; by default the guide's 300N or 400N
 * @param healthPath by default {@code /} for a frontend, {@code /api/health} for a backend
 * @param healthCommand instead of Docker's wget or curl
 * @param memory memory limit in m or g (MiB or GiB), {@code 512m} by default
 * @param cpus CPU limit in cores, {@code 1.0} by default
 * @param environment further variables; they win over the conventional ones
 * @param secretEnvironment names whose values are in the stack's {@code secretEnvironment}
 * @param volumes named volumes: the volume's short name by the absolute path in the container
 * @param buildOutput directories, relative to the sources, that {@code development} keeps out of the bind mount
 * @param secretFiles whether it finds its secrets in files instead of its environment
 * @param confinement what it may do in its container
 * @param stopSignal sent first at a stop, a name or a number up to 64, {@code SIGTERM} by default
 * @param release a command that runs once before each new version, if there is one
 * @param stopGrace how long the app may take to stop, 1 second to 10 minutes, 30 seconds by default
 */
public record App(
        Optional<String> image,
        UnaryOperator<ImageBuild> build,
        Optional<Integer> port,
        Optional<String> healthPath,
        Optional<List<String>> healthCommand,
        String memory,
        String cpus,
        SortedMap<String, String> environment,
        SortedSet<String> secretEnvironment,
        SortedMap<String, String> volumes,
        List<String> buildOutput,
        Optional<ReleaseCommand> release,
        boolean secretFiles,
        AppConfinement confinement,
        String stopSignal,
        Duration stopGrace) {

    /** Copies the collections. */
    public App {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        secretEnvironment = Collections.unmodifiableSortedSet(new TreeSet<>(secretEnvironment));
        volumes = Collections.unmodifiableSortedMap(new TreeMap<>(volumes));
        buildOutput = List.copyOf(buildOutput);
        healthCommand = healthCommand.map(List::copyOf);
    }

    /** An app that is all convention. */
    public static App conventional() {
        return new AppBuilder().build();
    }
}
