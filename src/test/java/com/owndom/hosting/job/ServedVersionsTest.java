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
}
