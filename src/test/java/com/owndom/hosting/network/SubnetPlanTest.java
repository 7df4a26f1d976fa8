package com.owndom.hosting.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.name.ClientNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetPlanTest {

    private static final SubnetPlan PLAN = new SubnetPlan("10.90.0.0/16");

    /** Live networks have these subnets. */
    @Test
    void subnetsNeverChange() {
        assertThat(PLAN.edgeFrontend())
                .isEqualTo(new StarSubnet("10.90.32.0/19", "10.90.32.1", "10.90.32.2", "10.90.48.0/20"));
        assertThat(PLAN.edgeBackend())
                .isEqualTo(new StarSubnet("10.90.64.0/19", "10.90.64.1", "10.90.64.2", "10.90.80.0/20"));
        assertThat(PLAN.data())
                .isEqualTo(new StarSubnet("10.90.96.0/19", "10.90.96.1", "10.90.96.2", "10.90.112.0/20"));
        assertThat(PLAN.admin()).isEqualTo("10.90.253.0/28");
        assertThat(PLAN.certificates()).isEqualTo("10.90.253.16/28");
        assertThat(PLAN.client(0)).isEqualTo("10.90.128.0/27");
        assertThat(PLAN.client(1)).isEqualTo("10.90.128.32/27");
        assertThat(PLAN.client(8)).isEqualTo("10.90.129.0/27");
        assertThat(PLAN.client(999)).isEqualTo("10.90.252.224/27");
    }

    @Property
    void noTwoClientsOverlap(
            @ForAll @IntRange(max = 255) int pool,
            @ForAll @IntRange(max = ClientNumber.LARGEST) int one,
            @ForAll @IntRange(max = ClientNumber.LARGEST) int other) {
        var plan = new SubnetPlan("10." + pool + ".0.0/16");
        if (one != other) {
            assertThat(range(plan.client(one)).overlaps(range(plan.client(other))))
                    .isFalse();
        }
    }

    @Test
    void allSubnetsAreApartAndInThePool() {
        var ranges = new ArrayList<Range>();
        stars().map(StarSubnet::cidr).map(SubnetPlanTest::range).forEach(ranges::add);
        ranges.add(range(PLAN.admin()));
        ranges.add(range(PLAN.certificates()));
        IntStream.rangeClosed(0, ClientNumber.LARGEST)
                .mapToObj(PLAN::client)
                .map(SubnetPlanTest::range)
                .forEach(ranges::add);
        ranges.sort(java.util.Comparator.comparing(Range::first));
        var pool = range(PLAN.pool());
        assertThat(ranges).allMatch(it -> it.first() >= pool.first() && it.last() <= pool.last());
        for (var i = 1; i < ranges.size(); i++) {
            assertThat(ranges.get(i).first()).isGreaterThan(ranges.get(i - 1).last());
        }
    }

    @ParameterizedTest
    @MethodSource("stars")
    void noMemberGetsTheServersAddressOrTheHosts(StarSubnet star) {
        var members = range(star.members());
        var all = range(star.cidr());
        assertThat(List.of(members.first(), members.last())).allMatch(it -> it >= all.first() && it <= all.last());
        for (var fixed : List.of(star.server(), star.gateway())) {
            assertThat(range(fixed + "/32").overlaps(members)).as(fixed).isFalse();
            assertThat(range(fixed + "/32").overlaps(all)).as(fixed).isTrue();
        }
    }

    /** Two containers of each app while all clients are updated at once. */
    @ParameterizedTest
    @MethodSource("stars")
    void fiveHundredClientsFitTwice(StarSubnet star) {
        assertThat(SubnetPlan.MOST_CLIENTS).isGreaterThanOrEqualTo(500);
        assertThat(2 * SubnetPlan.MOST_CLIENTS).isLessThan(1023).isLessThan((int)
                range(star.members()).size());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void aNumberOutsideThePlanIsRefused(int number) {
        assertThatThrownBy(() -> PLAN.client(number)).hasMessage("no subnet for client number " + number);
    }

    static Stream<StarSubnet> stars() {
        return Stream.of(PLAN.edgeFrontend(), PLAN.edgeBackend(), PLAN.data());
    }

    private record Range(long first, long last) {
        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }

        long size() {
            return last - first + 1;
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
