package com.owndom.hosting.dns;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.settings.DnsSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class HostRecordTest {

    private static final DnsSettings DNS = dns(Map.of("owndom.com", "a".repeat(32)), true, true);

    @Test
    void aHostLeadsToTheAddressesAndItsWwwToIt() {
        assertThat(HostRecord.of(List.of("owndom.com", "www.owndom.com"), DNS))
                .extracting(HostRecord::toString)
                .containsExactly(
                        "A owndom.com 203.0.113.5", "AAAA owndom.com 2001:db8::5", "CNAME www.owndom.com owndom.com");
    }

    @Test
    void aWwwHostAloneHasAddresses() {
        assertThat(HostRecord.of(List.of("www.bakery.example"), dns(Map.of(), true, false)))
                .extracting(HostRecord::toString)
                .containsExactly("A www.bakery.example 203.0.113.5");
    }

    @Property
    void everyHostLeadsSomewhereAndNoApexIsACname(
            @ForAll("hosts") Set<String> hosts, @ForAll("hosts") Set<String> apexes, @ForAll boolean v4) {
        var zones = apexes.stream().collect(java.util.stream.Collectors.toMap(it -> it, it -> it));
        var records = HostRecord.of(List.copyOf(hosts), dns(zones, v4, true)).toList();
        var byHost = records.stream().collect(groupingBy(HostRecord::host));
        assertThat(byHost.keySet()).isEqualTo(hosts);
        byHost.forEach((host, ofHost) -> {
            assertThat(ofHost).extracting(HostRecord::type).doesNotHaveDuplicates();
            if (ofHost.stream().anyMatch(it -> it.type() == RecordType.CNAME)) {
                assertThat(ofHost).hasSize(1);
                assertThat(apexes).doesNotContain(host);
                assertThat(hosts).contains(ofHost.get(0).content());
            }
        });
    }

    @Provide
    Arbitrary<Set<String>> hosts() {
        var label = Arbitraries.of("www", "a", "b", "bakery", "example");
        return label.list()
                .ofMinSize(2)
                .ofMaxSize(4)
                .map(labels -> String.join(".", labels))
                .set()
                .ofMaxSize(8);
    }

    private static DnsSettings dns(Map<String, String> zones, boolean v4, boolean v6) {
        return new DnsSettings(
                zones,
                Optional.of("203.0.113.5").filter(any -> v4),
                Optional.of("2001:db8::5").filter(any -> v6),
                true,
                1,
                false,
                true);
    }
}
