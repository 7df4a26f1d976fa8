package com.owndom.hosting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Refuses to run a jar that is older than what it was built from: that would deploy yesterday's program. */
final class FreshJar {

    private static final List<Path> SOURCES = List.of(Path.of("pom.xml"), Path.of("src/main"), Path.of("sdks"));

    private FreshJar() {}

    /** Why the program must not run, if it is run from such a jar. */
    static Optional<String> refusal() {
        return jar().flatMap(jar -> newestAfter(jar, SOURCES.stream()))
                .map(source -> "error: " + source + " is newer than the jar, which would deploy an older program.\n"
                        + "Run `./hosting build` (or `mvn -q package -DskipTests`), then the same command again.");
    }

    /** The newest source after the jar; a directory counts, for what was removed or renamed in it. */
    static Optional<Path> newestAfter(Path jar, Stream<Path> sources) {
        var built = modified(jar);
        return sources.filter(Files::exists)
                .flatMap(FreshJar::below)
                .filter(source -> modified(source) > built)
                .max(Comparator.comparingLong(FreshJar::modified));
    }

    private static Optional<Path> jar() {
        try {
            var location = FreshJar.class.getProtectionDomain().getCodeSource().getLocation();
            return Optional.of(Path.of(location.toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Stream<Path> below(Path source) {
        try (var files = Files.walk(source)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static long modified(Path path) {
        try {
            return Files.getLastModifiedTime(path).toMillis();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
