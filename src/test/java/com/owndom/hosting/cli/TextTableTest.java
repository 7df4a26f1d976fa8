package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        assertThat(new TextTable(List.of(List.of("A", "LONG TITLE", "C"), List.of("wide cell", "b", "c"))))
                .hasToString(
                        """
                        A          LONG TITLE  C
                        wide cell  b           c
                        """);
    }

    @Test
    void noLineEndsWithSpaces() {
        assertThat(new TextTable(List.of(List.of("TITLE", "STATE"), List.of("a", "")))
                        .toString()
                        .lines())
                .containsExactly("TITLE  STATE", "a");
    }

    @Test
    void withoutRowsThereIsNoText() {
        assertThat(new TextTable(List.of())).hasToString("");
    }
}
