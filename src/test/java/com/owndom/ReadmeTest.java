package com.owndom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nothing in README.md is only claimed: its Java is compiled, its commands and settings exist, its links lead somewhere. */
class ReadmeTest {

    private static final Path SOURCES = Path.of("src");
    private static final List<Path> COMPILED = List.of(
            SOURCES.resolve("main/java/com/owndom/OwndomEstate.java"),
            SOURCES.resolve("test/java/com/owndom/ReadmeSnippets.java"));

    @Test
    void javaIsCompiled() throws IOException {
        var compiled = new StringBuilder();
        for (var source : COMPILED) {
            compiled.append(withoutSpace(Files.readString(source)));
        }
        assertThat(blocks("java")).hasSize(2).allSatisfy(block -> assertThat(compiled)
                .contains(withoutSpace(block)));
    }

    @Test
    void everyCommandIsOneOfTheLaunchers() throws IOException {
        var known = Files.readString(Path.of("hosting")) + " config cancel ";
        assertThat(all("\\./hosting ([a-z]+)", readme())).hasSizeGreaterThan(10).allSatisfy(command -> assertThat(known)
                .containsPattern("[ |(]" + command + "[ |)]"));
    }

    @Test
    void everySettingIsDeclared() throws IOException {
        var declared = Files.readString(Path.of("Pulumi.yaml"));
        assertThat(all("config set (?:--secret )?(?:--path ')?([a-zA-Z]+)", readme()))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(declared).contains("\n  " + key + ":"));
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        assertThat(all("\\]\\(([^)]+)\\)", readme())).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link))
                .exists());
    }

    private static List<String> blocks(String language) throws IOException {
        return all("(?s)```" + language + "\n(.*?)```", readme());
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult it) -> it.group(1))
                .toList();
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
