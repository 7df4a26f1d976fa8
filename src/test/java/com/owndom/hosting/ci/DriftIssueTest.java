package com.owndom.hosting.ci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriftIssueTest {

    private static final Plan DRIFT =
            new Plan(List.of(new PlannedChange("create", "container", "client-1-backend", Set.of())), List.of());
    private static final Plan NONE = new Plan(List.of(), List.of());
    private FakeGitHub github;

    @BeforeEach
    void start() throws IOException {
        github = new FakeGitHub();
    }

    @AfterEach
    void stop() {
        github.close();
    }

    @Test
    void withoutDriftThereIsNoIssue() throws Exception {
        DriftIssue.write("prod", NONE, github.environment());
        assertThat(github.items).isEmpty();
    }

    @Test
    void driftOpensOneIssueAndKeepsToIt() throws Exception {
        DriftIssue.write("prod", DRIFT, github.environment());
        DriftIssue.write("prod", DRIFT, github.environment());
        assertThat(github.items).hasSize(1);
        assertThat(github.items.get(0).get("title").getAsString())
                .isEqualTo("Stack prod is not what the repository declares");
        assertThat(github.items.get(0).get("body").getAsString()).contains("+ container    client-1-backend");
        assertThat(github.requests).last().isEqualTo("PATCH /repos/owner/estate/issues/1");
    }

    @Test
    void theIssueIsClosedWhenTheDriftIsGone() throws Exception {
        DriftIssue.write("prod", DRIFT, github.environment());
        DriftIssue.write("prod", NONE, github.environment());
        assertThat(github.items.get(0).get("state").getAsString()).isEqualTo("closed");
    }

    @Test
    void anotherStacksIssueIsLeftAlone() throws Exception {
        github.add(FakeGitHub.BOT, "title", "Stack staging is not what the repository declares");
        DriftIssue.write("prod", DRIFT, github.environment());
        assertThat(github.items).hasSize(2);
    }
}
