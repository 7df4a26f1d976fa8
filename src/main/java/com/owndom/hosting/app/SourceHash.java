package com.owndom.hosting.app;

import com.owndom.hosting.text.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names an image after what it is built from, so that a change of the sources is a change in the plan, and nothing else
 * is.
 *
 * @param root the project's directory
 * @param mounted whether the sources are mounted: then only what an image installs counts
 */
record SourceHash(Path root, boolean mounted) {

    private static final Set<String> NEVER_BUILT = Set.of("node_modules", ".next", "__pycache__", ".git", "target");
    private static final Pattern MANIFEST = Pattern.compile(
            "Dockerfile.*|package(-lock)?\\.json|.*\\.lock|requirements.*\\.txt|pyproject\\.toml|go\\.(mod|sum)|pom\\.xml|Gemfile|composer\\.json|Cargo\\.toml");

    /** Twelve hexadecimal digits; the same for the same build of the same files. */
    String of(ImageBuild build) {
        var fingerprint = new Fingerprint();
        // A map's text is stable only when it is sorted, which ImageBuild sees to.
        fingerprint.text(build.toString());
        Stream.concat(Stream.of(build.dockerfile()), build.sources().stream())
                .flatMap(source -> files(root.resolve(source)).stream())
                .filter(file -> !mounted || MANIFEST.matcher(name(file)).matches())
                .forEach(file -> add(fingerprint, file));
        return fingerprint.value();
    }

    private List<Path> files(Path source) {
        try (var below = Files.walk(source)) {
            return below.filter(Files::isRegularFile)
                    .filter(this::isBuilt)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException absent) {
            // The check of the build says so; a shared directory may well be absent.
            return List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean isBuilt(Path file) {
        for (var part : root.relativize(file)) {
            if (NEVER_BUILT.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private void add(Fingerprint fingerprint, Path file) {
        fingerprint.text(root.relativize(file).toString());
        try {
            fingerprint.content(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
