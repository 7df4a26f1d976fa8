package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.settings.DnsSettings;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The records that are declared, and when. */
class DnsRecordsTest {

    private static final String ZONE = "0123456789abcdef0123456789abcdef";
    private static final String BAKERY = "fedcba9876543210fedcba9876543210";
    private static final String RECORD = "cloudflare:DnsRecord";
    private static final Client CLIENT = new Client("client-1", ClientBuilder::www);

    @TempDir
    private Path root;

    private Project project;

    @BeforeEach
    void writeProject() {
        project = new Project(root).clients("client-1", "client-2");
    }

    @Test
    void withoutAZoneThereIsNone() {
        assertThat(declare(project.production().build(), CLIENT).names()).noneMatch(it -> it.startsWith("cloudflare:"));
    }

    @Test
    void eachHostHasItsRecordsThatGoBeforeItsContainers() {
        var stack = declare(dns(true, 1, false), CLIENT);
        var record = stack.only(RECORD, "client-1-a/client-1.owndom.com");
        assertThat(record.inputs())
                .containsEntry("zoneId", ZONE)
                .containsEntry("name", "client-1.owndom.com")
                .containsEntry("type", "A")
                .containsEntry("content", "203.0.113.5")
                .containsEntry("proxied", true)
                .containsEntry("ttl", 1.0)
                .containsEntry("comment", "managed by owndom/prod for client-1");
        assertThat(record.waitsFor()).contains("client-1-frontend", "client-1-backend");
        assertThat(record.request().getAliasesList())
                .anyMatch(it -> it.getSpec().getNoParent());
        assertThat(stack.only(RECORD, "client-1-cname/www.client-1.owndom.com").inputs())
                .containsEntry("content", "client-1.owndom.com");
        assertThat(stack.output("dns"))
                .isEqualTo(Map.of(
                        "client-1",
                        Map.of(
                                "client-1-a/client-1.owndom.com", "A client-1.owndom.com 203.0.113.5",
                                "client-1-cname/www.client-1.owndom.com",
                                        "CNAME www.client-1.owndom.com client-1.owndom.com")));
    }

    @Test
    void aRecordThatIsNotProxiedHasTheStacksTtlAndAnotherZoneIsFound() {
        var client = new Client("client-1", it -> it.domain("bakery.example").notProxied());
        var record = declare(dns(true, 300, false), client).only(RECORD, "client-1-a/bakery.example");
        assertThat(record.inputs())
                .containsEntry("zoneId", BAKERY)
                .containsEntry("proxied", false)
                .containsEntry("ttl", 300.0);
    }

    @Test
    void aPreviewShowsThemThoughNothingIsPublishedYet() {
        var stack =
                declare(new StackRun().preview(), dns(true, 1, false), CLIENT).sound();
        assertThat(stack.has(RECORD, "client-1-a/client-1.owndom.com")).isTrue();
    }

    @Test
    void whenThePublicationFailsNoneIsMadeAndWhatIsKnownIsKept() {
        var run = new StackRun()
                .lastDns(Map.of(
                        "client-1",
                        Map.of("client-1-a/client-1.owndom.com", "A client-1.owndom.com 203.0.113.5", "gone", "A x y")))
                .job("publish", 2, "nginx: refused");
        var stack = declare(run, dns(true, 1, true), CLIENT);
        assertThat(stack.names()).noneMatch(it -> it.startsWith("cloudflare:"));
        assertThat(stack.output("dns"))
                .isEqualTo(Map.of(
                        "client-1", Map.of("client-1-a/client-1.owndom.com", "A client-1.owndom.com 203.0.113.5")));
        assertThat(stack.jobs()).containsKey("certificate-settings").doesNotContainKey("publish");
    }

    @Test
    void recordsThatSomebodyElseKeepsAreToldAndNotMade() {
        var client = new Client("client-1", it -> it.alias("florist.example").dnsElsewhere("florist.example"));
        var stack = declare(dns(true, 1, false), client);
        assertThat(stack.output("dnsElsewhere"))
                .isEqualTo(Map.of("client-1", java.util.List.of("A florist.example 203.0.113.5")));
        assertThat(stack.names()).filteredOn(it -> it.startsWith(RECORD)).hasSize(1);
    }

    @Test
    void strictZonesHaveTheirSettings() {
        var stack = declare(dns(true, 1, true), CLIENT);
        assertThat(stack.only("cloudflare:ZoneSetting", "zone-owndom.com/ssl").inputs())
                .containsEntry("zoneId", ZONE)
                .containsEntry("value", "strict");
        assertThat(stack.only("cloudflare:ZoneSetting", "zone-bakery.example/min_tls_version")
                        .inputs())
                .containsEntry("value", "1.2");
        assertThat(stack.has("cloudflare:ZoneSetting", "zone-owndom.com/always_use_https"))
                .isTrue();
        var failed = declare(new StackRun().job("publish", 2, "nginx: refused"), dns(true, 1, true), CLIENT);
        assertThat(failed.names()).noneMatch(it -> it.startsWith("cloudflare:ZoneSetting"));
    }

    @Test
    void aRecordOfSomebodyElseIsRefusedWithTheCommandThatImportsIt() {
        var run = new StackRun()
                .record("r1", "A", "client-1.owndom.com", "198.51.100.7")
                .record("r2", "TXT", "client-1.owndom.com", "v=spf1 -all")
                .record("r3", "A", "www.client-1.owndom.com", "198.51.100.7")
                .record("r4", "A", "client-2.owndom.com", "198.51.100.7");
        assertThat(refusal(declare(run, dns(true, 1, false), CLIENT)))
                .isEqualTo(
                        """
                        the estate has 2 problems; nothing was changed:
                          client-1: A record client-1.owndom.com: is there and leads to 198.51.100.7, and nothing is overwritten; \
                        take it over, then run the same again: pulumi import --stack prod --yes --protect=false --generate-code=false \
                        cloudflare:index/dnsRecord:DnsRecord 'client-1-a/client-1.owndom.com' %1$s/r1
                          client-1: A record www.client-1.owndom.com: is there and leads to 198.51.100.7, and nothing is overwritten; \
                        a CNAME stands alone: delete it at Cloudflare (zone owndom.com), or write dnsElsewhere("www.client-1.owndom.com")"""
                                .formatted(ZONE));
    }

    @Test
    void aRecordOfThisStackIsNone() {
        var run = new StackRun()
                .record("r1", "A", "client-1.owndom.com", "198.51.100.7")
                .recordInState(ZONE, "A", "client-1.owndom.com");
        assertThat(declare(run, dns(true, 1, false), CLIENT).sound().has(RECORD, "client-1-a/client-1.owndom.com"))
                .isTrue();
    }

    @Test
    void recordsThatAreKnownAreNotAskedFor() {
        var run = new StackRun()
                .record("r1", "A", "client-2.owndom.com", "198.51.100.7")
                .lastDns(Map.of(
                        "client-2", Map.of("client-2-a/client-2.owndom.com", "A client-2.owndom.com 203.0.113.5")));
        declare(run, dns(true, 1, false), new Client("client-2")).sound();
    }

    private static String refusal(DeclaredStack stack) {
        return String.join("\n", stack.exceptions());
    }

    private EstateSettings dns(boolean proxied, int ttl, boolean strict) {
        return project.production()
                .dns(new DnsSettings(
                        Map.of("owndom.com", ZONE, "bakery.example", BAKERY),
                        Optional.of("203.0.113.5"),
                        Optional.empty(),
                        proxied,
                        ttl,
                        strict,
                        true))
                .build();
    }
}
