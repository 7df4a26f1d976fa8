package com.owndom.hosting.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** By what an app knows that its secrets are others. */
class SecretFilesVersionTest {

    private static final String BEFORE = version("backend", Map.of("A", "1", "B", "2"));

    @Test
    void followsFromNamesAndValues() {
        assertThat(version("backend", Map.of("B", "2", "A", "1"))).isEqualTo(BEFORE);
        assertThat(version("backend", Map.of("A", "1"))).isNotEqualTo(BEFORE);
        assertThat(version("backend", Map.of("A", "1", "C", "2"))).isNotEqualTo(BEFORE);
        assertThat(version("backend", Map.of("A", "1\nB 1 2"))).isNotEqualTo(BEFORE);
    }

    @Test
    void tellsNothingWithoutTheMasterSecretNorOfOtherApps() {
        assertThat(SecretFiles.version("another", "backend", Map.of("A", "1", "B", "2")))
                .isNotEqualTo(BEFORE);
        assertThat(version("frontend", Map.of("A", "1", "B", "2"))).isNotEqualTo(BEFORE);
    }

    private static String version(String app, Map<String, String> secrets) {
        return SecretFiles.version("master", app, secrets);
    }
}
