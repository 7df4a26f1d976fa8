package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.text.ShippedText;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudflareTextTest {

    @Test
    void theListHasItsDate() {
        var date = Pattern.compile("as of (\\d{4}-\\d{2}-\\d{2});");
        var found = date.matcher(ShippedText.of(CloudflareText.class, "cloudflare-ranges.txt"));
        assertThat(found.find()).isTrue();
        assertThat(LocalDate.parse(found.group(1))).isAfter("2023-09-28");
    }

    @Test
    void theListHasBothFamiliesAndNothingTwice() {
        assertThat(CloudflareText.ranges())
                .doesNotHaveDuplicates()
                .anyMatch(it -> it.contains(":"))
                .anyMatch(it -> it.contains("."))
                .hasSizeBetween(10, 100);
    }

    /** A range that is far too large would let strangers say for whom they ask. */
    @ParameterizedTest
    @MethodSource("ranges")
    void everyRangeIsOne(String range) throws UnknownHostException {
        assertThat(range).matches("[0-9a-f.:]+/\\d{1,3}");
        var address = InetAddress.getByName(range.replaceAll("/.*", ""));
        var bits = address.getAddress().length * 8;
        var prefix = Integer.parseInt(range.replaceAll(".*/", ""));
        assertThat(prefix).isBetween(bits == 32 ? 12 : 29, bits);
        var host = BigInteger.TWO.pow(bits - prefix).subtract(BigInteger.ONE);
        assertThat(new BigInteger(1, address.getAddress()).and(host))
                .as("bits of the host")
                .isZero();
        assertThat(address.isSiteLocalAddress() || address.isLoopbackAddress()).isFalse();
    }

    @Test
    void nobodyIsBelievedUnlessTheStackSaysSo() {
        assertThat(CloudflareText.of(Sites.TLS.settings())).isEmpty();
        assertThat(CloudflareText.refusal(Sites.TLS.settings())).isEmpty();
    }

    @Test
    void cloudflareIsBelievedFromItsRangesAlone() {
        var text = CloudflareText.of(Sites.behindCloudflare(false).settings());
        assertThat(text.lines().filter(it -> it.startsWith("set_real_ip_from"))).hasSameSizeAs(CloudflareText.ranges());
        assertThat(text).contains("real_ip_header CF-Connecting-IP;").doesNotContain("geo");
    }

    /** By the address of the connection: the visitor's would be anyone's. */
    @Test
    void onlyCloudflareMeansThePeerOfTheConnection() {
        var plan = Sites.behindCloudflare(true);
        var text = CloudflareText.of(plan.settings());
        NginxText.assertBalanced(text);
        assertThat(text).contains("geo $realip_remote_addr $estate_stranger {\n    default 1;\n    173.245.48.0/20 0;");
        var site = SiteText.of(Sites.site(Sites.hosts().withTls("owndom.com")), plan);
        assertThat(site.split("\nserver \\{")).hasSize(6).allSatisfy(server -> {
            if (server.contains("server_name")) {
                assertThat(server).contains("if ($estate_stranger) {");
            }
        });
        assertThat(site.indexOf("acme-challenge")).isLessThan(site.indexOf("return 308"));
    }

    static List<String> ranges() {
        return CloudflareText.ranges();
    }
}
