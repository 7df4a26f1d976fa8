package com.owndom.hosting.settings;

import com.google.common.net.InetAddresses;
import com.owndom.hosting.name.DomainName;
import com.pulumi.Config;
import java.net.Inet4Address;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the part of the stack's settings that DNS has.
 *
 * @param reader of the estate's settings
 * @param provider the settings of Cloudflare's provider
 */
record DnsReader(ConfigReader reader, Config provider) {

    private static final int AUTOMATIC = 1;
    private static final int SHORTEST_TTL = 60;
    private static final int LONGEST_TTL = 86_400;

    DnsSettings read() {
        return new DnsSettings(
                zones(),
                address("hostIpv4", "203.0.113.5", true),
                address("hostIpv6", "2001:db8::5", false),
                reader.flag("proxied", true),
                reader.parsed(
                        "dnsTtl",
                        AUTOMATIC,
                        "1 (Cloudflare's choice) or a number of seconds from %d to %d; Cloudflare takes less from Enterprise zones alone"
                                .formatted(SHORTEST_TTL, LONGEST_TTL),
                        DnsReader::ttl),
                reader.flag("strictZones"),
                provider.get("apiToken")
                        .or(() -> Optional.ofNullable(System.getenv("CLOUDFLARE_API_TOKEN")))
                        .filter(it -> !it.isEmpty())
                        .isPresent());
    }

    private Map<String, String> zones() {
        var zones = new TreeMap<String, String>();
        reader.texts("zones").forEach((domain, id) -> {
            if (new DomainName(domain).isWellFormed() && id.matches("[0-9a-f]{32}")) {
                zones.put(domain, id);
            } else {
                reader.refuse(
                        "zones",
                        domain + ": \"" + id + "\"",
                        "must be a domain in lower case and the 32 hexadecimal digits of Cloudflare's zone id",
                        "pulumi config set --path 'zones[\"owndom.com\"]' <zone id>");
            }
        });
        return zones;
    }

    private Optional<String> address(String key, String example, boolean isIpv4) {
        var given = reader.given(key);
        var address = given.filter(InetAddresses::isInetAddress)
                .map(InetAddresses::forString)
                .filter(it -> it instanceof Inet4Address == isIpv4)
                .map(InetAddresses::toAddrString);
        if (given.isPresent() && address.isEmpty()) {
            reader.refuse(
                    key,
                    '"' + given.get() + '"',
                    "must be an IPv" + (isIpv4 ? "4" : "6") + " address",
                    ConfigReader.set(key, example));
        }
        return address;
    }

    private static Optional<Integer> ttl(String text) {
        return ConfigReader.wholeNumber(text).filter(it -> it == AUTOMATIC || it >= SHORTEST_TTL && it <= LONGEST_TTL);
    }
}
