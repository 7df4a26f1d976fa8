package com.owndom.hosting.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.DnsSettings;
import com.owndom.hosting.settings.ProxySettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsChecksTest {

    private static final Map<String, String> ZONES = Map.of("owndom.com", "0123456789abcdef0123456789abcdef");

    private final Project project = new Project(Path.of("target"));
    private final TestSettings settings = project.production();

    @Test
    void withoutAZoneNothingIsWrong() {
        assertThat(problems(DnsSettings.none(), new Client("client-1"))).isEmpty();
    }

    @Test
    void aConventionalClientInItsZoneHasNoProblem() {
        assertThat(problems(
                        dns("203.0.113.5", true), new Client("client-1"), new Client("portfolio", ClientBuilder::apex)))
                .isEmpty();
    }

    @Test
    void aHostInNoZoneIsRefusedUnlessItsDnsIsElsewhere() {
        assertThat(problems(
                        dns("203.0.113.5", true),
                        new Client("client-1", it -> it.domain("bakery.example")),
                        new Client(
                                "client-2", it -> it.domain("florist.example").dnsElsewhere())))
                .containsExactly(
                        "client-1: host bakery.example: is in none of the zones [owndom.com]; write dnsElsewhere(\"bakery.example\"),"
                                + " or pulumi config set --path 'zones[\"<its domain>\"]' <zone id>");
    }

    @Test
    void onlyItsOwnHostsAreKeptElsewhere() {
        assertThat(problems(DnsSettings.none(), new Client("client-1", it -> it.dnsElsewhere("bakery.example"))))
                .containsExactly(
                        "client-1: dnsElsewhere(\"bakery.example\"): is no host of the client; name one of [client-1.owndom.com]");
    }

    @Test
    void recordsNeedAnAddressAndAToken() {
        var dns = new DnsSettings(ZONES, Optional.empty(), Optional.empty(), true, 1, false, false);
        assertThat(problems(dns, new Client("client-1")))
                .containsExactly(
                        "cloudflare:apiToken: not set: records in zones need a token with the permission Zone / DNS: Edit;"
                                + " pulumi config set --secret cloudflare:apiToken",
                        "hostIpv4: not set: records lead to an address of the host;"
                                + " pulumi config set hostIpv4 203.0.113.5, or hostIpv6, or both");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1", "127.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.1.1", "0.0.0.0", "224.0.0.1"})
    void whatIsProxiedHasAPublicAddress(String address) {
        assertThat(problems(dns(address, true), new Client("client-1")))
                .containsExactly("hostIpv4: " + address + ": Cloudflare reaches public addresses alone;"
                        + " set the host's public one, or pulumi config set proxied false");
        assertThat(problems(dns(address, false), new Client("client-1"))).isEmpty();
        assertThat(problems(dns(address, true), new Client("client-1", ClientBuilder::notProxied)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fd00::1", "::1", "fe80::1", "::"})
    void alsoOfTheSixthVersion(String address) {
        var dns = new DnsSettings(ZONES, Optional.empty(), Optional.of(address), true, 1, false, true);
        assertThat(problems(settings.dns(dns).httpAddress("::"), new Client("client-1")))
                .singleElement()
                .asString()
                .startsWith("hostIpv6: " + address);
    }

    @Test
    void recordsLeadWhereTheProxyListens() {
        var dns = new DnsSettings(ZONES, Optional.of("203.0.113.5"), Optional.of("2a00::5"), false, 1, false, true);
        assertThat(problems(settings.dns(dns).httpAddress("0.0.0.0"), new Client("client-1")))
                .containsExactly(
                        "hostIpv6: 2a00::5: nothing would answer there: the proxy listens on 0.0.0.0, the httpAddress;"
                                + " pulumi config rm hostIpv6, or set httpAddress to one of the same kind");
        assertThat(problems(settings.dns(dns).httpAddress("2a00::5"), new Client("client-1")))
                .singleElement()
                .asString()
                .startsWith("hostIpv4: 203.0.113.5: nothing would answer there");
        assertThat(problems(settings.dns(dns).httpAddress("::"), new Client("client-1")))
                .isEmpty();
    }

    @Test
    void whatIsProxiedNeedsTheVisitorsOwnAddress() {
        var contradicting = settings.dns(dns("203.0.113.5", true)).proxy(ProxySettings.defaults());
        assertThat(problems(contradicting, new Client("client-1")))
                .containsExactly(
                        "behindCloudflare: false: records are proxied: all visitors would share Cloudflare's addresses, in rates,"
                                + " logs and apps; pulumi config set behindCloudflare true, or pulumi config set proxied false");
        assertThat(problems(contradicting, new Client("client-1", ClientBuilder::notProxied)))
                .isEmpty();
    }

    @Test
    void developmentAndZonesWithOneIdAreRefusedAndStrictZonesNeedTls() {
        var one = "0123456789abcdef0123456789abcdef";
        var dns = new DnsSettings(
                Map.of("owndom.com", one, "owndom.localhost", one),
                Optional.of("203.0.113.5"),
                Optional.empty(),
                true,
                1,
                true,
                true);
        var development = project.development().dns(dns);
        assertThat(problems(development, new Client("client-1")))
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("zones: set: records of a stack for development"),
                        it -> assertThat(it).startsWith("zones: ").contains("each zone has an id of its own"),
                        it -> assertThat(it).startsWith("strictZones: true: Cloudflare would ask the proxy over TLS"));
    }

    @Test
    void aCertificateOverHttpCannotBeProvedBehindAStrictZone() {
        var zones = Map.of("bakery.example", "0123456789abcdef0123456789abcdef");
        var strict = new DnsSettings(zones, Optional.of("203.0.113.5"), Optional.empty(), true, 1, true, true);
        var client = new Client("client-1", it -> it.domain("bakery.example"));
        assertThat(problems(settings.dns(strict), client)).isEmpty();
        var http = settings.certificates("", Map.of("bakery.example", CertificateSource.HTTP));
        assertThat(problems(http, client))
                .containsExactly(
                        "certificates.bakery.example: http: bakery.example is proxied in a strict zone, where no authority's"
                                + " question over HTTP arrives; pulumi config set --path 'certificates[\"bakery.example\"]' dns, or origin");
        var direct = new Client("client-1", it -> it.domain("bakery.example").notProxied());
        assertThat(problems(http, direct)).isEmpty();
    }

    /** Cloudflare takes 100 characters in a zone of the free plan. */
    @Property(tries = 50)
    void aCommentIsNeverTooLong(
            @ForAll @AlphaChars @StringLength(min = 1, max = 59) String estate,
            @ForAll @AlphaChars @StringLength(min = 1, max = 49) String name) {
        var built = settings.dns(dns("203.0.113.5", true)).build();
        var named = new EstateName(estate, built.stack());
        var plan = ClientPlan.of(named, built, new Client(name));
        assertThat(new ClientDns(named, built, plan).records()).allSatisfy(it -> {
            assertThat(it.comment()).hasSizeLessThanOrEqualTo(100).startsWith("managed by " + estate);
            assertThat(it.ttl()).isEqualTo(1);
        });
    }

    private static DnsSettings dns(String ipv4, boolean proxied) {
        return new DnsSettings(ZONES, Optional.of(ipv4), Optional.empty(), proxied, 1, false, true);
    }

    private List<String> problems(DnsSettings dns, Client... clients) {
        return problems(settings.dns(dns), clients);
    }

    private static List<String> problems(TestSettings settings, Client... clients) {
        var built = settings.build();
        var estate = new EstateName("owndom", built.stack());
        var each = List.of(clients).stream()
                .map(it -> new ClientDns(estate, built, ClientPlan.of(estate, built, it)))
                .toList();
        return new DnsChecks(built, each)
                .problems().stream().map(Problem::toString).toList();
    }
}
