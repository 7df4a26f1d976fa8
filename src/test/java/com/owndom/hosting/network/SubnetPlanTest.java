package com.owndom.hosting.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.name.ClientNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetPlanTest {

    private final SubnetPlan plan = new SubnetPlan("10.90.0.0/16");

    /** Live networks have these subnets. */
    @Test
    void subnetsNeverChange() {
        assertThat(plan.edge()).isEqualTo("10.90.0.0/20");
        assertThat(plan.data()).isEqualTo("10.90.16.0/20");
        assertThat(plan.client(0)).isEqualTo("10.90.128.0/27");
        assertThat(plan.client(1)).isEqualTo("10.90.128.32/27");
        assertThat(plan.client(8)).isEqualTo("10.90.129.0/27");
        assertThat(plan.client(999)).isEqualTo("10.90.252.224/27");
    }

    @Property
    void noTwoClientsOverlap(
            @ForAll @IntRange(max = ClientNumber.LARGEST) int one,
            @ForAll @IntRange(max = ClientNumber.LARGEST) int other) {
        if (one != other) {
            assertThat(range(plan.client(one)).overlaps(range(plan.client(other))))
                    .isFalse();
        }
    }

    @Test
    void allSubnetsAreApartAndInThePool() {
        var ranges = new ArrayList<Range>(List.of(range(plan.edge()), range(plan.data())));
        IntStream.rangeClosed(0, ClientNumber.LARGEST)
                .mapToObj(plan::client)
                .map(SubnetPlanTest::range)
                .forEach(ranges::add);
        ranges.sort(java.util.Comparator.comparing(Range::first));
        var pool = range(plan.pool());
        assertThat(ranges).allMatch(it -> it.first() >= pool.first() && it.last() <= pool.last());
        for (var i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).first()).isGreaterThan(ranges.get(i - 1).last());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void aNumberOutsideThePlanIsRefused(int number) {
        assertThatThrownBy(() -> plan.client(number)).hasMessage("no subnet for client number " + number);
    }

    private record Range(long first, long last) {
        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }
    }

    private static Range range(String subnet) {
        var parts = subnet.split("[./]");
        var first = 0L;
        for (var i = 0; i < 4; i++) {
            first = first * 256 + Integer.parseInt(parts[i]);
        }
        var size = 1L << (32 - Integer.parseInt(parts[4]));
        assertThat(first % size)
                .as("%s begins at a multiple of its size", subnet)
                .isZero();
        return new Range(first, first + size - 1);
    }
}
