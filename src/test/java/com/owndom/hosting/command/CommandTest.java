package com.owndom.hosting.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void answersWithWhatItPrints() {
        assertThat(Command.of("sh", "-c", "echo one; echo two; echo three >&2").run(LONG))
                .isEqualTo(new Answer(true, "one\ntwo\n", "three"));
    }

    @Test
    void whatItPrintsMayBeMoreThanAPipeHolds() {
        assertThat(Command.of("seq", "100000").run(LONG).printed()).endsWith("\n100000\n");
    }

    @Test
    void norNeedItBeUtf8() {
        assertThat(Command.of("printf", "a\\377b").run(LONG)).isEqualTo(new Answer(true, "a\uFFFDb", ""));
    }

    @Test
    void failsWithWhatItComplainsOf() {
        assertThat(Command.of("sh", "-c", "echo no such network >&2; exit 1").run(LONG))
                .isEqualTo(new Answer(false, "", "no such network"));
        assertThat(Command.of("/no/such/program").run(LONG))
                .satisfies(it -> assertThat(it.succeeded()).isFalse())
                .satisfies(it -> assertThat(it.complaint()).contains("/no/such/program"));
    }

    @Test
    void itsLimitHoldsWhoeverHoldsItsOutput() {
        var start = Instant.now();
        assertThat(Command.of("sh", "-c", "echo begun; sleep 30").run(Duration.ofSeconds(1)))
                .isEqualTo(new Answer(false, "", "no answer within 1 s"));
        assertThat(Command.of("sh", "-c", "sleep 30 & echo begun").run(LONG))
                .isEqualTo(new Answer(true, "begun\n", ""));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
}
