package com.owndom.hosting.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServedVersionsTest {

    private final ServedVersions served = new ServedVersions(List.of("a", "b", "c"));

    @Test
    void aNewVersionIsTheLastAndTheOldestIsForgotten() {
        assertThat(served.published("d", false).versions()).containsExactly("b", "c", "d");
    }

    @Test
    void theSameVersionAgainChangesNothing() {
        assertThat(served.published("c", false)).isEqualTo(served);
    }

    @Test
    void aRollbackTakesBackWhatCameAfterwards() {
        assertThat(served.published("b", true).versions()).containsExactly("a", "b");
        assertThat(served.published("c", true)).isEqualTo(served);
    }

    @Test
    void anOldVersionThatTheProgramHasAgainIsANewOne() {
        assertThat(served.published("a", false).versions()).containsExactly("b", "c", "a");
    }

    @Test
    void theSameImagesWithOtherSettingsAreANewOne() {
        var with = new ServedVersions(List.of("a settings=1"));
        assertThat(with.published("a settings=2", false).versions()).containsExactly("a settings=1", "a settings=2");
        assertThat(with.published("a settings=1", false)).isEqualTo(with);
    }

    @Test
    void settingsThatWereNotNotedBeforeAreNoChange() {
        assertThat(served.published("c settings=1", false).versions()).containsExactly("a", "b", "c settings=1");
    }

    @Test
    void aRollbackKeepsTheSettingsOfTheProgram() {
        var with = new ServedVersions(List.of("a settings=1", "b settings=2"));
        assertThat(with.published("a settings=2", true).versions()).containsExactly("a settings=2");
    }
}
