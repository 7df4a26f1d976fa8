package com.owndom.hosting.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackResourcesTest {

    private static final String STATE =
            """
            {"version": 3, "deployment": {"manifest": {"time": "2026-11-24"}, "resources": [
              {"urn": "urn:pulumi:prod::owndom::pulumi:pulumi:Stack::owndom-prod", "type": "pulumi:pulumi:Stack",
               "outputs": {"release": "1a2b", "sites": {"4dabf18193072939515e22adb298388d": "1b47", "ciphertext": "v1:x"}}},
              {"urn": "urn:pulumi:prod::owndom::owndom:hosting:Estate$docker:index/volume:Volume::client-1-files",
               "type": "docker:index/volume:Volume", "id": "old_files", "outputs": {"name": "old_files"}},
              {"urn": "%1$s::publish", "type": "docker:index/container:Container",
               "outputs": {"exitCode": 0, "labels": [{"label": "com.owndom.trigger", "value": "release now"}],
                           "envs": {"4dabf18193072939515e22adb298388d": "1b47", "ciphertext": "v1:x"},
                           "uploads": [{"file": "/publish/publish.sh", "content": "#!/bin/sh\n"},
                                       {"file": "/publish/release.txt", "content": "@@ estate.conf\\n"}]}},
              {"urn": "%1$s::publish", "type": "docker:index/container:Container", "delete": true,
               "outputs": {"exitCode": 0, "labels": [{"label": "com.owndom.trigger", "value": "release before"}]}},
              {"urn": "%1$s::client-1-init", "type": "docker:index/container:Container",
               "outputs": {"exitCode": 3, "labels": [{"label": "com.owndom.trigger", "value": "v1 now"}]}},
              {"urn": "%1$s::client-1-backend", "type": "docker:index/container:Container",
               "outputs": {"exitCode": 0, "labels": [{"label": "com.owndom.app", "value": "backend"}]}}
            ]}}
            """
                    .formatted("urn:pulumi:prod::owndom::owndom:hosting:Estate$docker:index/container:Container");

    @TempDir
    private Path directory;

    @Test
    void theJobsAreThoseThatSucceededWhenTheyRanLast() throws IOException {
        assertThat(state(STATE).jobs()).containsOnlyKeys("publish").containsEntry("publish", "release now");
    }

    @Test
    void anEntryOfAListIsFoundByAnotherOfItsProperties() throws IOException {
        var publication =
                state(STATE).ofType("docker:index/container:Container").get("publish");
        assertThat(publication.entry("uploads", "file", "/publish/release.txt", "content"))
                .isEqualTo("@@ estate.conf\n");
        assertThat(publication.entry("envs", "file", "x", "content"))
                .as("it is a secret")
                .isEmpty();
    }

    @Test
    void aVolumeHasTheNameThatDockerKnows() throws IOException {
        assertThat(state(STATE)
                        .ofType("docker:index/volume:Volume")
                        .get("client-1-files")
                        .text("name"))
                .isEqualTo("old_files");
    }

    @Test
    void itIsNotUsedWhenAnotherReleaseWasPublishedSince() throws IOException {
        assertThat(state(STATE).isAsOf(Map.of("release", "1a2b"))).isTrue();
        assertThat(state(STATE).isAsOf(Map.of("release", "3c4d"))).isFalse();
        assertThat(state("{}").isAsOf(Map.of("release", "3c4d"))).isFalse();
        assertThat(state("{}").isAsOf(Map.of())).isTrue();
    }

    @Test
    void aStackWithoutResourcesHasNone() throws IOException {
        assertThat(state("{\"deployment\": {\"manifest\": {}}}").urns()).isEmpty();
    }

    private StackResources state(String export) throws IOException {
        return new StackResources(StateFile.of(Files.writeString(directory.resolve("state.json"), export)));
    }
}
