package com.owndom.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshJarTest {

    private static final long BUILT = 1_000_000;

    @TempDir
    private Path root;

    @BeforeEach
    void writeProject() throws IOException {
        new Project(root)
                .file("owndom.jar", "")
                .file("pom.xml", "")
                .file("src/main/A.java", "")
                .file("src/main/b/B.java", "");
        try (var files = Files.walk(root)) {
            for (var file : files.toList()) {
                modified(file, BUILT);
            }
        }
    }

    @Test
    void isFreshWhenNothingIsNewer() {
        assertThat(newest()).isEmpty();
    }

    @Test
    void isNotWhenASourceIsNewer() throws IOException {
        modified(root.resolve("src/main/b/B.java"), BUILT + 1000);
        assertThat(newest()).contains(root.resolve("src/main/b/B.java"));
    }

    @Test
    void namesTheNewest() throws IOException {
        modified(root.resolve("pom.xml"), BUILT + 1000);
        modified(root.resolve("src/main/A.java"), BUILT + 2000);
        assertThat(newest()).contains(root.resolve("src/main/A.java"));
    }

    @Test
    void isNotWhenASourceWasRemoved() throws IOException {
        Files.delete(root.resolve("src/main/b/B.java"));
        assertThat(newest()).contains(root.resolve("src/main/b"));
    }

    private Optional<Path> newest() {
        var sources = Stream.of("pom.xml", "src/main", "sdks").map(root::resolve);
        return FreshJar.newestAfter(root.resolve("owndom.jar"), sources);
    }

    private static void modified(Path file, long millis) throws IOException {
        Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    }
}
