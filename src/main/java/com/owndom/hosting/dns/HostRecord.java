package com.owndom.hosting.dns;

import com.owndom.hosting.settings.DnsSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What has to stand in DNS, wherever that is kept.
 *
 * @param type of the record
 * @param host what visitors ask for
 * @param content what it leads to
 */
public record HostRecord(RecordType type, String host, String content) {

    private static final String WWW = "www.";

    /**
     * The records for a client's hosts: the host's addresses, and for {@code www.} and a host that is there too, a CNAME
     * to that host, but never at the apex of a zone.
     */
    static Stream<HostRecord> of(List<String> hosts, DnsSettings dns) {
        return hosts.stream()
                .distinct()
                .flatMap(host -> isWwwOfAnother(host, hosts, dns)
                        ? Stream.of(new HostRecord(RecordType.CNAME, host, host.substring(WWW.length())))
                        : addresses(host, dns));
    }

    private static boolean isWwwOfAnother(String host, List<String> hosts, DnsSettings dns) {
        return host.startsWith(WWW)
                && hosts.contains(host.substring(WWW.length()))
                && !dns.zones().containsKey(host);
    }

    private static Stream<HostRecord> addresses(String host, DnsSettings dns) {
        return Stream.concat(
                dns.ipv4().stream().map(it -> new HostRecord(RecordType.A, host, it)),
                dns.ipv6().stream().map(it -> new HostRecord(RecordType.AAAA, host, it)));
    }

    /** {@code A bakery.example 203.0.113.5}. */
    @Override
    public String toString() {
        return type + " " + host + " " + content;
    }
}
