package com.owndom.hosting.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    private static final int LENGTH = 12;
    private static final Set<String> NEVER_BUILT = Set.of("node_modules", ".next", "__pycache__", ".git", "target");
    private static final Pattern MANIFEST = Pattern.compile(
            "Dockerfile.*|package(-lock)?\\.json|.*\\.lock|requirements.*\\.txt|pyproject\\.toml|go\\.(mod|sum)|pom\\.xml|Gemfile|composer\\.json|Cargo\\.toml");

    /** Twelve hexadecimal digits; the same for the same build of the same files. */
    String of(ImageBuild build) {
        var digest = sha256();
        // A map's text is stable only when it is sorted, which ImageBuild sees to.
        add(digest, build.toString());
        Stream.concat(Stream.of(build.dockerfile()), build.sources().stream())
                .flatMap(source -> files(root.resolve(source)).stream())
                .filter(file -> !mounted || MANIFEST.matcher(name(file)).matches())
                .forEach(file -> addFile(digest, file));
        return HexFormat.of().formatHex(digest.digest()).substring(0, LENGTH);
    }

    private List<Path> files(Path source) {
        try (var below = Files.walk(source)) {
            return below.filter(Files::isRegularFile)
                    .filter(this::isBuilt)
                    .sorted()
                    .toList();
        } catch (java.nio.file.NoSuchFileException absent) {
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

    private void addFile(MessageDigest digest, Path file) {
        add(digest, root.relativize(file).toString());
        try {
            digest.update(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
