package com.owndom.hosting.app;

import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.text.Fingerprint;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An app with every convention applied: all that its container needs but what only exists at run time.
 *
 * @param client whose app it is
 * @param data the name that its data have: the client's own, or its former one
 * @param role frontend or backend
 * @param app as described
 * @param image the reference that the container runs; for a build its content-derived tag
 * @param build the build that makes the image, if it is not a published one
 * @param port inside the container
 * @param health as asked by the proxy's switch and by Docker
 * @param environment the plain variables
 * @param containerName fixed in {@code development}; elsewhere each version gets a name of its own
 * @param hostPort on loopback, in {@code development} only
 * @param release what has to succeed before each new version, if there is anything
 * @param mounts the sources, in {@code development} only
 */
public record AppPlan(
        ClientName client,
        ClientName data,
        AppRole role,
        App app,
        ImageReference image,
        Optional<ImageBuild> build,
        int port,
        HealthCheck health,
        SortedMap<String, String> environment,
        Optional<String> containerName,
        Optional<Integer> hostPort,
        Optional<Release> release,
        List<Mount> mounts) {

    /**
     * A release command.
     *
     * @param command what runs
     * @param version changes with what cannot be seen from image and environment: mounted sources
     */
    public record Release(ReleaseCommand command, String version) {}

    /**
     * A directory in the container.
     *
     * @param path in the container
     * @param source on the host; without one, an anonymous volume that shields the path from a mount above it
     */
    public record Mount(String path, Optional<String> source) {}

    /** Copies variables and mounts. */
    public AppPlan {
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
        mounts = List.copyOf(mounts);
    }

    /** The same with an image of before: there is nothing to build, and its release command has run. */
    public AppPlan withImage(String reference) {
        return new AppPlan(
                client,
                data,
                role,
                app,
                new ImageReference(reference),
                Optional.empty(),
                port,
                health,
                environment,
                containerName,
                hostPort,
                Optional.empty(),
                mounts);
    }

    /** Changes with what the container runs with beside its image, as far as it is in the program: not with a secret's value. */
    public String settings() {
        var settings = new Fingerprint().text(environment.toString());
        Stream.of(
                        app.secretEnvironment(),
                        app.secretFiles(),
                        app.volumes(),
                        app.memory(),
                        app.cpus(),
                        app.confinement(),
                        app.stopSignal(),
                        app.stopGrace(),
                        port,
                        health)
                .forEach(it -> settings.text(it.toString()));
        return settings.value();
    }

    /** {@code client-1-backend}: the logical name. */
    public String name() {
        return client.logical(role.label());
    }

    /** The subject of a problem: {@code client-1's backend}. */
    public String subject() {
        return client + "'s " + role.label();
    }

    /** Whether replacements wait for the old container to go, because name and port are fixed. */
    public boolean isFixed() {
        return containerName.isPresent();
    }
}
