package com.owndom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing in README.md and docs/ is only claimed: Java is compiled, commands and settings exist, links lead somewhere. */
class DocumentsTest {

    private static final Path README = Path.of("README.md");
    private static final List<Path> COMPILED = List.of(
            Path.of("src/main/java/com/owndom/OwndomEstate.java"),
            Path.of("src/test/java/com/owndom/ReadmeSnippets.java"));
    /** What the launcher passes on. */
    private static final String PULUMIS = " cancel config import stack state ";

    static Stream<Path> documents() throws IOException {
        try (var docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                    Stream.of(README), docs.filter(it -> it.toString().endsWith(".md")).sorted().toList().stream());
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void javaIsCompiled(Path document) throws IOException {
        var compiled = new StringBuilder();
        for (var source : COMPILED) {
            compiled.append(withoutSpace(Files.readString(source)));
        }
        assertThat(all("(?s)```java\n(.*?)```", document))
                .allSatisfy(block -> assertThat(compiled).contains(withoutSpace(block)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandIsOneOfTheLaunchers(Path document) throws IOException {
        var known = launcher() + PULUMIS;
        assertThat(all("\\./hosting ([a-z]+)", document))
                .allSatisfy(command -> assertThat(known).containsPattern("(command_|[ |(])" + command + "[ |()]"));
    }

    private static String launcher() throws IOException {
        try (var files = Files.list(Path.of("toolchain/launcher"))) {
            var texts = new StringBuilder(Files.readString(Path.of("hosting")));
            for (var file : files.filter(it -> it.toString().endsWith(".sh")).toList()) {
                texts.append(Files.readString(file));
            }
            return texts.toString();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everySettingIsDeclared(Path document) throws IOException {
        var declared = Files.readString(Path.of("Pulumi.yaml"));
        assertThat(all("config set (?:--secret )?(?:--path )?'?([a-zA-Z0-9]+)(?![a-zA-Z0-9:])", document))
                .allSatisfy(key -> assertThat(declared).contains("\n  " + key + ":"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        assertThat(links(document)).allSatisfy(link -> {
            var parts = (link + "#").split("#", -1);
            var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(target).exists();
            if (!parts[1].isEmpty()) {
                assertThat(headings(target)).map(DocumentsTest::anchor).contains(parts[1]);
            }
        });
    }

    @Test
    void theOperatorsContentsNameEverySectionInItsOrder() throws IOException {
        var operations = Path.of("docs/operations.md");
        assertThat(all("(?m)^- \\[([^]]+)\\]\\(#", operations))
                .as("the list of contents of docs/operations.md")
                .isEqualTo(headings(operations));
    }

    @Test
    void theChecksFindSomethingToCheck() throws IOException {
        assertThat(all("```java", README)).hasSizeGreaterThan(1);
        assertThat(all("\\./hosting ([a-z]+)", README)).hasSizeGreaterThan(10);
        assertThat(all("config set", README)).isNotEmpty();
        assertThat(links(README)).isNotEmpty();
    }

    private static List<String> links(Path document) throws IOException {
        return all("\\]\\((?!https?:)([^)]+)\\)", document);
    }

    private static List<String> headings(Path document) throws IOException {
        return all("(?m)^## (.+)$", document);
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static List<String> all(String pattern, Path document) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(document))
                .results()
                .map((MatchResult it) -> it.groupCount() == 0 ? it.group() : it.group(1))
                .toList();
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
