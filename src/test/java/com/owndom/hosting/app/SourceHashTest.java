package com.owndom.hosting.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceHashTest {

    @TempDir
    private Path directory;

    private Project project;

    private final ImageBuild build = new ImageBuild(
            ".", "apps/shop/Dockerfile", "production", Map.of("A", "1", "B", "2"), List.of("apps/shop", "packages"));

    @BeforeEach
    void writeSources() {
        project = new Project(directory)
                .file("apps/shop/Dockerfile", "FROM scratch\n")
                .file("apps/shop/package.json", "{}")
                .file("apps/shop/server.js", "listen()")
                .file("packages/shared/index.js", "share()");
    }

    @Test
    void isTheSameForTheSameSources() {
        assertThat(hash()).matches("[0-9a-f]{12}").isEqualTo(hash());
    }

    @Test
    void isTheSameInAnotherCheckout(@TempDir Path other) {
        var here = hash();
        directory = other;
        writeSources();
        assertThat(hash()).isEqualTo(here);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apps/shop/server.js", "apps/shop/Dockerfile", "packages/shared/index.js"})
    void changesWithASource(String source) {
        var before = hash();
        project.file(source, "changed");
        assertThat(hash()).isNotEqualTo(before);
    }

    @Test
    void changesWithANewSource() {
        var before = hash();
        project.file("apps/shop/added.js", "");
        assertThat(hash()).isNotEqualTo(before);
    }

    @Test
    void changesWithTheBuildItself() {
        var other =
                new ImageBuild(build.context(), build.dockerfile(), "development", build.arguments(), build.sources());
        assertThat(new SourceHash(directory, false).of(other)).isNotEqualTo(hash());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apps/other/server.js",
                "README.md",
                "apps/shop/node_modules/a/index.js",
                "apps/shop/.next/page.js"
            })
    void doesNotChangeWithAnythingElse(String unrelated) {
        var before = hash();
        project.file(unrelated, "changed");
        assertThat(hash()).isEqualTo(before);
    }

    @Test
    void countsSourcesThoughTheProjectIsBelowADirectoryOfBuildOutput() {
        directory = directory.resolve("target/checkout");
        writeSources();
        var before = hash();
        project.file("apps/shop/server.js", "changed");
        assertThat(hash()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"apps/shop/Dockerfile", "apps/shop/package.json", "apps/shop/requirements-dev.txt"})
    void countsManifestsWhenTheSourcesAreMounted(String manifest) {
        var before = mounted();
        project.file(manifest, "changed");
        assertThat(mounted()).isNotEqualTo(before);
    }

    @Test
    void countsNothingElseWhenTheSourcesAreMounted() {
        var before = mounted();
        project.file("apps/shop/server.js", "changed");
        assertThat(mounted()).isEqualTo(before);
    }

    private String hash() {
        return new SourceHash(directory, false).of(build);
    }

    private String mounted() {
        return new SourceHash(directory, true).of(build);
    }
}
