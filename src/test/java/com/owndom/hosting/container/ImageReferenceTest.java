package com.owndom.hosting.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx:1.30",
                "registry.example/client-2-api:2.3.1",
                "registry.example:5000/team/api:v1_2",
                "localhost:5000/api:1",
                "api@" + DIGEST,
                "registry.example/api:2@" + DIGEST
            })
    void tagsAndDigestsPin(String value) {
        var image = new ImageReference(value);
        assertThat(image.isWellFormed()).isTrue();
        assertThat(image.isPinned()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "registry.example/api", "registry.example:5000/api"})
    void withoutOneItMeansWhateverIsLatest(String value) {
        var image = new ImageReference(value);
        assertThat(image.isWellFormed()).isTrue();
        assertThat(image.isPinned()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Nginx:1",
                "-api:1",
                "api:",
                "api: 1",
                "api/",
                "a//b:1",
                "api:1:2",
                "api@sha256:123",
                "api:1\n",
                "https://registry.example/api:1"
            })
    void whatDockerRefusesIsNotWellFormed(String value) {
        assertThat(new ImageReference(value).isWellFormed()).isFalse();
    }
}
