package com.owndom.hosting.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DockerfileUserTest {

    private static final String STAGES =
            """
            FROM node:24 AS manifests
            # USER root
            FROM manifests AS development
            USER 1000:1000
            FROM --platform=linux/amd64 node:24 AS Production
            USER root
            RUN something
            user "node"
            FROM production AS debug
            FROM scratch
            """;

    @Test
    void theLastUserOfTheStageCounts() {
        assertThat(DockerfileUser.of(STAGES, "production")).contains("node");
        assertThat(DockerfileUser.of(STAGES, "development")).contains("1000:1000");
    }

    @Test
    void aStageInheritsTheUserOfTheStageItIsBuiltOn() {
        assertThat(DockerfileUser.of(STAGES, "debug")).contains("node");
    }

    @Test
    void withoutAUserItIsTheBaseImagesWhichNobodyKnows() {
        assertThat(DockerfileUser.of(STAGES, "manifests")).isEmpty();
        assertThat(DockerfileUser.of("", "production")).isEmpty();
    }

    @Test
    void theLastStageNeedsNoName() {
        assertThat(DockerfileUser.of("FROM a\nUSER 1\nFROM b\nUSER 2\n", "production"))
                .contains("2");
    }
}
