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

/** What can be said of an {@link App}; every option has a default, and the estate checks them all together. */
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
    private Optional<ReleaseCommand> release = Optional.empty();
    private boolean secretFiles;
    private AppConfinement confinement = AppConfinement.CONVENTIONAL;
    private String stopSignal = "SIGTERM";
    private Duration stopGrace = Duration.ofSeconds(30);

    /** Runs a published image instead of building one; outside {@code development} it names a tag or digest. */
    public AppBuilder image(String reference) {
        image = Optional.of(reference);
        return this;
    }

    /** Builds from another Dockerfile, relative to the project, than {@code apps/<client>/<role>/Dockerfile}. */
    public AppBuilder dockerfile(String dockerfile) {
        return build(now -> now.withDockerfile(dockerfile));
    }

    /** Builds in another context, relative to the project; by default the whole project, for shared packages. */
    public AppBuilder context(String context) {
        return build(now -> now.withContext(context));
    }

    /** Builds another stage than the environment's own, {@code development} or {@code production}. */
    public AppBuilder target(String target) {
        return build(now -> now.withTarget(target));
    }

    /** Passes build arguments; no secrets, they stay in the image. */
    public AppBuilder arguments(Map<String, String> arguments) {
        return build(now -> now.withArguments(arguments));
    }

    /** Names the files and directories whose change makes a new image; by default the app's own and {@code packages}. */
    public AppBuilder sources(String... sources) {
        return build(now -> now.withSources(List.of(sources)));
    }

    private AppBuilder build(UnaryOperator<ImageBuild> change) {
        var before = imageBuild;
        imageBuild = now -> change.apply(before.apply(now));
        return this;
    }

    /** The port it listens on in its container, 1 to 65535, and reads from {@code PORT}; 300N or 400N by default. */
    public AppBuilder port(int number) {
        port = Optional.of(number);
        return this;
    }

    /**
     * The path that answers with a status below 400 when the app is well; by default the guide's, {@code /} for a
     * frontend and {@code /api/health} for a backend. A new version receives visitors once it answers so.
     */
    public AppBuilder health(String path) {
        healthPath = Optional.of(path);
        return this;
    }

    /** Docker's own check, for display: a command and its arguments. In production it runs every 15 minutes, or there is none. */
    public AppBuilder healthCommand(String... command) {
        healthCommand = Optional.of(List.of(command));
        return this;
    }

    /** Memory limit in MiB or GiB, {@code 256m} or {@code 1g}; 512m by default. The container gets no swap. */
    public AppBuilder memory(String limit) {
        memory = limit;
        return this;
    }

    /** CPU limit in cores, {@code "0.5"}, more than 0; 1.0 by default. */
    public AppBuilder cpus(String limit) {
        cpus = limit;
        return this;
    }

    /** Adds an environment variable, or replaces a conventional one: letters, digits and underscores, no digit first. */
    public AppBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Adds environment variables whose values are secrets of the stack: {@code secretEnvironment.<client>.<name>}. One
     * without a value is refused, and so is one that {@link #environment} has in plain text.
     */
    public AppBuilder secretEnvironment(String... names) {
        secretEnvironment.addAll(List.of(names));
        return this;
    }

    /**
     * Mounts a named volume at an absolute path. It outlives the container, is protected from deletion, and belongs to
     * this app alone. Two at one path are refused.
     */
    public AppBuilder volume(String name, String path) {
        // Two at one path are told of together with all other problems.
        volumes.merge(path, name, (first, second) -> first.equals(second) ? first : first + VolumeChecks.AND + second);
        return this;
    }

    /**
     * Directories, relative to the sources, that {@code development} keeps from being hidden by the bind mount;
     * {@code .next} for a frontend by default.
     */
    public AppBuilder buildOutput(String... directories) {
        buildOutput = List.of(directories);
        return this;
    }

    /**
     * A command that runs once for each new version, for migrations: in a container of the new image with the app's
     * environment, volumes and networks, after init SQL and before the new version starts. It is run without a shell and
     * has 10 minutes. When it fails, what served before goes on serving, and the command runs again with the next
     * update; so it must bear to run twice. A version is new when its image or its environment is; in
     * {@code development}, where sources are mounted, when any of the sources is.
     */
    public AppBuilder release(String... command) {
        return release(ReleaseCommand.LIMIT, command);
    }

    /** The same with another limit, 1 second to 1 hour. */
    public AppBuilder release(Duration limit, String... command) {
        release = Optional.of(new ReleaseCommand(List.of(command), limit));
        return this;
    }

    /** Files instead of secret variables: {@code DATABASE_URL_FILE}, for one, is the path of what it would hold. */
    public AppBuilder secretFiles() {
        secretFiles = true;
        return this;
    }

    /** What it may do in its container, {@code confinement(it -> it.withUser("1000:1000"))}; little, by default. */
    public AppBuilder confinement(UnaryOperator<AppConfinement> options) {
        confinement = options.apply(confinement);
        return this;
    }

    /** The signal that asks the app to stop: {@code SIGTERM}, {@code TERM} or {@code 15}; SIGTERM by default. */
    public AppBuilder stopSignal(String signal) {
        stopSignal = signal;
        return this;
    }

    /** How long the app may take to stop before it is killed, 1 second to 10 minutes; 30 seconds by default. */
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
                release,
                secretFiles,
                confinement,
                stopSignal,
                stopGrace);
    }
}
