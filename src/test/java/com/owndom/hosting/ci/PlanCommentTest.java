package com.owndom.hosting.ci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanCommentTest {

    private static final Plan PLAN =
            plan(new PlannedChange("replace", "container", "client-1-backend", Set.of("image")));
    private static final String MARK = "<!-- plan of stack prod -->";
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
    void theFirstPlanIsANewComment() throws Exception {
        PlanComment.write("prod", PLAN, github.environment());
        assertThat(github.requests).last().isEqualTo("POST /repos/owner/estate/issues/12/comments");
        assertThat(body(0))
                .startsWith(MARK)
                .contains("### Stack `prod`: 1 replace")
                .contains("! container    client-1-backend")
                .contains("https://github.com/owner/estate/actions/runs/77");
    }

    @Test
    void theNextPlanTakesItsPlaceAlsoOnALaterPage() throws Exception {
        IntStream.range(0, 130).forEach(it -> github.add("ada", "body", "a remark"));
        PlanComment.write("prod", plan(), github.environment());
        PlanComment.write("prod", PLAN, github.environment());
        assertThat(github.items).hasSize(131);
        assertThat(body(130)).contains("client-1-backend");
        assertThat(github.requests).last().isEqualTo("PATCH /repos/owner/estate/issues/comments/131");
    }

    @Test
    void anothersCommentIsLeftAlone() throws Exception {
        github.add("ada", "body", MARK + " a copy");
        github.add(FakeGitHub.BOT, "body", "<!-- plan of stack staging -->");
        PlanComment.write("prod", PLAN, github.environment());
        assertThat(github.items).hasSize(3);
        assertThat(body(0)).isEqualTo(MARK + " a copy");
    }

    @Test
    void aLongPlanIsCutBetweenLinesAndSaysSo() throws Exception {
        var changes = IntStream.range(0, 2000)
                .mapToObj(it -> new PlannedChange("create", "container", "client-" + it + "-backend", Set.of()))
                .toArray(PlannedChange[]::new);
        PlanComment.write("prod", plan(changes), github.environment());
        assertThat(body(0))
                .hasSizeLessThan(65_536)
                .contains("2000 create")
                .containsPattern("create\n````\n\n\\d+ lines more are in the run's log");
    }

    @Test
    void aPlanThatCouldNotBeMadeSaysWhy() throws Exception {
        PlanComment.write(
                "prod", new Plan(List.of(), List.of("owndom:domian: is not a setting")), github.environment());
        assertThat(body(0)).contains("the plan could not be made").contains("owndom:domian: is not a setting");
    }

    @Test
    void aTokenThatMayNotWriteIsNamedButNotShown() {
        github.mayWrite = false;
        assertThatThrownBy(() -> PlanComment.write("prod", PLAN, github.environment()))
                .hasMessageContaining("GitHub answered 403 to POST /issues/12/comments")
                .hasMessageContaining("Resource not accessible")
                .hasMessageNotContaining("the-token");
    }

    @Test
    void outsideAWorkflowTheMissingVariableIsNamed() {
        var environment = new HashMap<>(github.environment());
        environment.remove("PULL_REQUEST");
        assertThatThrownBy(() -> PlanComment.write("prod", PLAN, environment)).hasMessageContaining("PULL_REQUEST");
    }

    private static Plan plan(PlannedChange... changes) {
        return new Plan(List.of(changes), List.of());
    }

    private String body(int item) {
        return github.items.get(item).get("body").getAsString();
    }
}
