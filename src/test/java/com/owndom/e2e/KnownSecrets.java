package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Secrets that a test has planted, and the places where none of them may be. */
final class KnownSecrets {

    private final Map<String, String> byName = new TreeMap<>();

    /** Plants one: to search for another kind of secret, name it here. */
    KnownSecrets with(String name, String value) {
        assertThat(value).as(name).hasSizeGreaterThan(15);
        byName.put(name, value);
        return this;
    }

    /** Fails when the text has one of them, without printing it. */
    void assertAbsent(String place, String text) {
        assertThat(in(text)).as("secrets in " + place).isEmpty();
    }

    /** The names of those that the text has. */
    List<String> in(String text) {
        return byName.entrySet().stream()
                .filter(it -> text.contains(it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Fails when a file below the directory has one. */
    void assertAbsent(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertAbsent(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Fails when one is on a command line of the host while the action runs. */
    <T> T assertOnNoCommandLineDuring(Callable<T> action) throws Exception {
        var seen = new TreeSet<String>();
        var over = new AtomicBoolean();
        var watcher = new Thread(() -> {
            while (!over.get()) {
                seen.addAll(in(commandLines()));
                pause();
            }
        });
        watcher.start();
        try {
            return action.call();
        } finally {
            over.set(true);
            watcher.join();
            assertThat(seen).as("secrets on command lines").isEmpty();
        }
    }

    private static String commandLines() {
        var lines = new StringBuilder();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                lines.append(commandLine(process)).append('\n');
            }
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return lines.toString();
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneMeanwhile) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
