package com.owndom.hosting.ci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {

    private static final String CLIENT = "urn:pulumi:prod::owndom::owndom:hosting:Estate$owndom:hosting:HostedClient";

    @Test
    void aReplacementIsOneLineOfItsThreeSteps() {
        var plan = Plan.read(preview(
                container("create-replacement", "client-1-backend", "\"diffReasons\": [\"image\"]"),
                container("replace", "client-1-backend", "\"diffReasons\": [\"image\", \"envs\"]"),
                container("delete-replaced", "client-1-backend", "\"diffReasons\": [\"image\"]")));
        assertThat(plan.changes())
                .extracting(PlannedChange::line)
                .singleElement()
                .asString()
                .startsWith("! container    client-1-backend ")
                .endsWith("replace: envs, image");
    }

    @Test
    void whatOnlyGroupsOthersIsLeftOut() {
        var plan = Plan.read(preview("{\"op\": \"create\", \"urn\": \"" + CLIENT + "::client-1\"}"));
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.summary()).isEqualTo("no changes");
    }

    @Test
    void readingTheRealStateIsNoChange() {
        assertThat(Plan.read(preview(container("refresh", "client-1-backend", "\"x\": 1")))
                        .changes())
                .isEmpty();
    }

    @Test
    void changesStandByName() {
        var plan = Plan.read(preview(
                container("delete", "client-2-backend", "\"x\": 1"),
                container("create", "client-1-backend", "\"x\": 1")));
        assertThat(plan.changes())
                .extracting(PlannedChange::name)
                .containsExactly("client-1-backend", "client-2-backend");
        assertThat(plan.changes()).extracting(it -> it.line().charAt(0)).containsExactly('+', '-');
        assertThat(plan.summary()).isEqualTo("1 create, 1 delete");
    }

    @Test
    void ofADifferenceOnlyTheNameOfThePropertyIsKept() {
        var plan = Plan.read(preview(container(
                "update",
                "client-1-backend",
                "\"detailedDiff\": {\"envs[3]\": {\"kind\": \"update\"}, \"labels.a\": {}},"
                        + "\"newState\": {\"inputs\": {\"envs\": [\"PASSWORD=very-secret\"]}}")));
        assertThat(plan.changes()).singleElement().satisfies(it -> {
            assertThat(it.properties()).containsExactly("envs", "labels");
            assertThat(it.line()).doesNotContain("very-secret");
        });
    }

    @Test
    void errorsAreKeptAndTheRestOfTheTalkIsNot() {
        var plan = Plan.read("{\"diagnostics\": [{\"severity\": \"info\", \"message\": \"picked up\"},"
                + "{\"severity\": \"error\", \"message\": \"it broke\\n\"}]}");
        assertThat(plan.isMade()).isFalse();
        assertThat(plan.errors()).containsExactly("it broke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"steps\": [", "error: no stack"})
    void withoutAPreviewThePlanCouldNotBeMade(String output) {
        assertThat(Plan.read(output).errors()).singleElement().asString().contains("the log of the run says why");
    }

    private static String preview(String... steps) {
        return "{\"steps\": [" + String.join(",", steps) + "]}";
    }

    private static String container(String verb, String name, String rest) {
        return "{\"op\": \"%s\", \"urn\": \"%s$docker:index/container:Container::%s\", %s}"
                .formatted(verb, CLIENT, name, rest);
    }
}
