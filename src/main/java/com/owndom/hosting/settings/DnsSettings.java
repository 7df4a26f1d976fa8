package com.owndom.hosting.settings;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * The DNS records that the estate keeps at Cloudflare. Without a zone there are none.
 *
 * @param zones Cloudflare's id of each zone by its domain; none by default
 * @param ipv4 the host's public IPv4 address, for A records; none by default
 * @param ipv6 the host's public IPv6 address in its short form, for AAAA records; none by default
 * @param proxied whether visitors come through Cloudflare; true by default
 * @param ttl seconds that resolvers may keep a record that is not proxied, 60 to 86400; 1, Cloudflare's choice, by default
 * @param strict whether the zones are set to full TLS with a valid certificate, TLS 1.2 at least, and HTTPS always; false by
 *     default
 * @param hasToken whether the provider has a token of Cloudflare's API: setting {@code cloudflare:apiToken}
 */
public record DnsSettings(
        Map<String, String> zones,
        Optional<String> ipv4,
        Optional<String> ipv6,
        boolean proxied,
        int ttl,
        boolean strict,
        boolean hasToken) {

    /** Copies the zones. */
    public DnsSettings {
        zones = Map.copyOf(zones);
    }

    /** No zone, so no record. */
    public static DnsSettings none() {
        return new DnsSettings(Map.of(), Optional.empty(), Optional.empty(), true, 1, false, false);
    }

    /** Whether the estate keeps records. */
    public boolean isOn() {
        return !zones.isEmpty();
    }

    /** The domain of the zone that a host is in: the longest that fits. */
    public Optional<String> zoneOf(String host) {
        return zones.keySet().stream()
                .filter(zone -> host.equals(zone) || host.endsWith("." + zone))
                .max(Comparator.comparingInt(String::length));
    }
}
