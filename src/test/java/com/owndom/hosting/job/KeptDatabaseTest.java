package com.owndom.hosting.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptDatabaseTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

    /** Stacks have these texts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "in use",
                "in use on reports",
                "set aside since 2026-11-23",
                "set aside on reports since 2026-11-23",
                "in use, copying to reports",
                "in use on reports, moved from postgres",
                "set aside on reports since 2026-11-23, moved from postgres"
            })
    void whatIsWrittenIsRead(String text) {
        assertThat(KeptDatabase.of(text)).hasToString(text);
    }

    @Test
    void theSharedServerIsNotWritten() {
        assertThat(KeptDatabase.of("in use").server()).isEqualTo("postgres");
        assertThat(KeptDatabase.inUse("postgres")).hasToString("in use");
    }

    @Test
    void theDayOnWhichItWasSetAsideStays() {
        var before = KeptDatabase.of("set aside since 2026-01-01");
        assertThat(before.setAside(TODAY)).isEqualTo(before);
        assertThat(KeptDatabase.inUse("reports").setAside(TODAY)).hasToString("set aside on reports since 2026-11-23");
    }

    @Test
    void anotherTextIsRefused() {
        assertThatThrownBy(() -> KeptDatabase.of("gone")).hasMessage("not the state of a database: gone");
    }
}
