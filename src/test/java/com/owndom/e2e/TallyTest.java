package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final String HOST = "client-1.example";
    private static final long MILLISECOND = 1_000_000;

    private final Tally tally = new Tally();

    @Test
    void hasALineForEachPhaseKindAndHost() {
        for (var milliseconds : new long[] {9, 1, 2}) {
            tally.served("before", "slow", HOST, milliseconds * MILLISECOND);
        }
        tally.served("during", "slow", HOST, MILLISECOND / 2);
        tally.served("during", "slow", "client-2.example", MILLISECOND);
        tally.failed("during", "slow", HOST);
        assertThat(tally.lines())
                .containsExactly(
                        "before\tslow\t3\t0\t2.0\t9.0\t9.0",
                        "during\tslow\t1\t0\t1.0\t1.0\t1.0",
                        "during\tslow\t2\t1\t0.5\t0.5\t0.5");
    }

    @Test
    void hasALineWhereNobodyWasServed() {
        tally.failed("during", "new", HOST);
        assertThat(tally.lines()).containsExactly("during\tnew\t1\t1\t0.0\t0.0\t0.0");
        assertThat(tally.served("during", "new", HOST)).isZero();
    }

    @Test
    void tellsTheLatencyOfSomeKindsTogether() {
        tally.served("before", "kept", HOST, 4 * MILLISECOND);
        tally.served("before", "new", HOST, 20 * MILLISECOND);
        tally.served("before", "slow", HOST, 5000 * MILLISECOND);
        assertThat(tally.latency("before", Set.of("kept", "new")))
                .isEqualTo("before: 2 requests, median 20 ms, 99 % 20 ms, longest 20 ms");
    }
}
