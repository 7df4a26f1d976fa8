package com.owndom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source file has to be. */
class SourcesTest {

    private static final int LONGEST = 190;

    /** A method for each option, and nothing else. */
    private static final int LONGEST_BUILDER = 200;

    private static final Pattern UNDOCUMENTED_TYPE =
            Pattern.compile("(?m)(?<!\\*/\\n)^public (final |abstract )*(class|record|interface|enum) ");
    private static final Pattern UNDOCUMENTED_METHOD = Pattern.compile("(?m)(?<!(\\*/|@Override)\\n)^    public ");

    @ParameterizedTest
    @MethodSource("sources")
    void isShort(Path source) {
        assertThat(lines(source))
                .hasSizeLessThan(source.toString().endsWith("Builder.java") ? LONGEST_BUILDER : LONGEST);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void documentsItsPublicType(Path source) {
        assertThat(String.join("\n", lines(source))).doesNotContainPattern(UNDOCUMENTED_TYPE);
    }

    @ParameterizedTest
    @MethodSource("sources")
    void documentsItsPublicMethods(Path source) {
        assertThat(String.join("\n", lines(source))).doesNotContainPattern(UNDOCUMENTED_METHOD);
    }

    static List<Path> sources() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
