package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A copy of the project with a program, a stack and a state of its own, for what a person does with {@code ./hosting}. */
final class Checkout {

    private static final List<String> PROJECT = List.of(
            "hosting",
            "toolchain",
            "Pulumi.yaml",
            "pom.xml",
            "src/main",
            "sdks",
            "apps",
            "packages",
            "package.json",
            "package-lock.json",
            ".dockerignore",
            "tools",
            "target/owndom.jar",
            "target/lib");

    private static final Path PROGRAM = Path.of("src/main/java/com/owndom/OwndomEstate.java");

    final String stack;
    final Docker docker;
    final Path directory = Files.createTempDirectory("project");

    Checkout() throws IOException {
        this("e2e" + Long.toString(System.nanoTime() % 100_000_000, 36));
    }

    /** Of a stack that there may be already. */
    Checkout(String stack) throws IOException {
        this.stack = stack;
        this.docker = new Docker(stack);
        for (var part : PROJECT) {
            Shell.run("cp", "--recursive", "--preserve=timestamps", "--parents", part, directory.toString());
        }
        Files.createDirectory(directory.resolve("state"));
    }

    /** What {@code ./hosting} is run with. */
    Map<String, String> environment() {
        return Map.of(
                "HOSTING_STACK",
                stack,
                "PULUMI_BACKEND_URL",
                "file://" + directory.resolve("state"),
                "PULUMI_CONFIG_PASSPHRASE",
                "a passphrase");
    }

    /** Writes the stack's file, before there is a stack. */
    void settings(Map<String, String> settings) throws IOException {
        var lines = settings.entrySet().stream()
                .map(it -> "  owndom:%s: \"%s\"\n".formatted(it.getKey(), it.getValue()))
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("Pulumi." + stack + ".yaml"), "config:\n" + lines);
    }

    /** Makes these the program's clients, in Java. */
    void declare(String... clients) throws IOException {
        program("List.of(" + String.join(",\n", clients) + ")");
    }

    /** The same with further database servers. */
    void declareWithServers(String servers, String... clients) throws IOException {
        program("List.of(%s), List.of(%s)".formatted(String.join(",\n", clients), servers));
    }

    private void program(String estate) throws IOException {
        var program = directory.resolve(PROGRAM);
        var source = Files.readString(Path.of("").resolve(PROGRAM));
        var before = source.substring(source.indexOf("List.of("), source.indexOf(");\n    }\n}"));
        Files.writeString(program, source.replace(before, estate));
        var classes = Files.createDirectories(directory.resolve("classes"));
        var library = directory.resolve("target/owndom.jar");
        Shell.run("javac", "-cp", library + ":" + directory + "/target/lib/*", "-d", classes + "", program.toString());
        Shell.run("jar", "--update", "--file", library.toString(), "-C", classes.toString(), ".");
    }

    /** Runs {@code ./hosting} on this machine, and fails when it does. */
    String succeed(String... arguments) throws IOException, InterruptedException {
        var ended = hosting(arguments);
        assertThat(ended.code())
                .as("./hosting " + Arrays.toString(arguments) + "\n" + ended.printed())
                .isZero();
        return ended.printed();
    }

    /** Runs {@code ./hosting} on this machine to its end. */
    Ended hosting(String... arguments) throws IOException, InterruptedException {
        var process = start(arguments);
        var printed = new String(process.getInputStream().readAllBytes());
        return new Ended(process.waitFor(), printed);
    }

    /** Begins to run {@code ./hosting} on this machine. */
    Process start(String... arguments) throws IOException {
        var command =
                Stream.concat(Stream.of("./hosting"), Stream.of(arguments)).toArray(String[]::new);
        var builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment());
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    record Ended(int code, String printed) {}

    /** Settings for an estate of this machine: production over plain HTTP, at ports that are free. */
    static Map<String, String> production(int pool) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("environment", "production");
        settings.put("domain", "e2e.localhost");
        settings.put("plainHttp", "true");
        settings.put("httpPort", String.valueOf(FreePort.next()));
        settings.put("postgresPort", String.valueOf(FreePort.next()));
        settings.put("subnetPool", "10." + pool + ".0.0/16");
        settings.put("drainSeconds", "3");
        return settings;
    }

    /** Removes all of it, data included. */
    void remove() {
        docker.removeAll();
        Shell.run("rm", "--recursive", "--force", directory.toString());
    }
}
