package com.owndom.hosting.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What can be said of an {@link App}; every option has a default. */
public final class AppBuilder {

    private Optional<String> image = Optional.empty();
    private UnaryOperator<ImageBuild> imageBuild = UnaryOperator.identity();
    private Optional<Integer> port = Optional.empty();
    private Optional<String> healthPath = Optional.empty();
    private Optional<List<String>> healthCommand = Optional.empty();
    private String memory = "512m";
    private String cpus = "1.0";
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final SortedSet<String> secretEnvironment = new TreeSet<>();
    private final SortedMap<String, String> volumes = new TreeMap<>();
    private List<String> buildOutput = List.of();
    private String stopSignal = "SIGTERM";
    private Duration stopGrace = Duration.ofSeconds(30);

    /** Runs a published image, with a tag or digest, instead of building one. */
    public AppBuilder image(String reference) {
        image = Optional.of(reference);
        return this;
    }

    /** Builds from another Dockerfile, relative to the project. */
    public AppBuilder dockerfile(String dockerfile) {
        return build(now -> new ImageBuild(now.context(), dockerfile, now.target(), now.arguments(), now.sources()));
    }

    /** Builds in another context, relative to the project; by default the whole project, for shared packages. */
    public AppBuilder context(String context) {
        return build(now -> new ImageBuild(context, now.dockerfile(), now.target(), now.arguments(), now.sources()));
    }

    /** Builds another stage than the environment's own, {@code development} or {@code production}. */
    public AppBuilder target(String target) {
        return build(now -> new ImageBuild(now.context(), now.dockerfile(), target, now.arguments(), now.sources()));
    }

    /** Passes build arguments; no secrets, they stay in the image. */
    public AppBuilder arguments(Map<String, String> arguments) {
        return build(now -> new ImageBuild(now.context(), now.dockerfile(), now.target(), arguments, now.sources()));
    }

    /** Names the files and directories whose change makes a new image; by default the app's own and {@code packages}. */
    public AppBuilder sources(String... sources) {
        return build(now ->
                new ImageBuild(now.context(), now.dockerfile(), now.target(), now.arguments(), List.of(sources)));
    }

    private AppBuilder build(UnaryOperator<ImageBuild> change) {
        var before = imageBuild;
        imageBuild = now -> change.apply(before.apply(now));
        return this;
    }

    /** The port it listens on inside its container; by default the guide's 300N or 400N. */
    public AppBuilder port(int number) {
        port = Optional.of(number);
        return this;
    }

    /** The path that answers with a status below 400 when the app is well. */
    public AppBuilder health(String path) {
        healthPath = Optional.of(path);
        return this;
    }

    /** Docker's health command, for images with neither wget nor curl. */
    public AppBuilder healthCommand(String... command) {
        healthCommand = Optional.of(List.of(command));
        return this;
    }

    /** Memory limit, {@code 256m} or {@code 1g}; 512m by default. The container gets no swap. */
    public AppBuilder memory(String limit) {
        memory = limit;
        return this;
    }

    /** CPU limit in cores, {@code "0.5"}; 1.0 by default. */
    public AppBuilder cpus(String limit) {
        cpus = limit;
        return this;
    }

    /** Adds an environment variable, or replaces a conventional one. */
    public AppBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Adds environment variables whose values are secrets of the stack: {@code secretEnvironment.<client>.<name>}. */
    public AppBuilder secretEnvironment(String... names) {
        secretEnvironment.addAll(List.of(names));
        return this;
    }

    /** Mounts a named volume that outlives the container and is protected from deletion. */
    public AppBuilder volume(String name, String path) {
        volumes.put(path, name);
        return this;
    }

    /** Directories of the sources that {@code development} keeps from being hidden by the bind mount. */
    public AppBuilder buildOutput(String... directories) {
        buildOutput = List.of(directories);
        return this;
    }

    /** The signal that asks the app to stop; SIGTERM by default. */
    public AppBuilder stopSignal(String signal) {
        stopSignal = signal;
        return this;
    }

    /** How long the app may take to stop before it is killed; 30 seconds by default. */
    public AppBuilder stopGrace(Duration grace) {
        stopGrace = grace;
        return this;
    }

    /** The app as described so far. */
    public App build() {
        return new App(
                image,
                imageBuild,
                port,
                healthPath,
                healthCommand,
                memory,
                cpus,
                environment,
                secretEnvironment,
                volumes,
                buildOutput,
                stopSignal,
                stopGrace);
    }
}
