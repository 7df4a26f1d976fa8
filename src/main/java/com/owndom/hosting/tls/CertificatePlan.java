package com.owndom.hosting.tls;

import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate that the proxy needs.
 *
 * @param name of its directory: the domain for its wildcard, else its first host
 * @param hosts that it is for, at least one; a wildcard stands for one label
 */
public record CertificatePlan(String name, List<String> hosts) {

    private static final String WILDCARD = "*.";
    private static final String WWW = "www.";

    /** Copies the hosts. */
    public CertificatePlan {
        hosts = List.copyOf(hosts);
    }

    /** The domain's own: for the domain and everything one label below it. */
    public static CertificatePlan wildcard(String domain) {
        return new CertificatePlan(domain, List.of(domain, WILDCARD + domain));
    }

    /**
     * The certificates of one client, the one for its main host first: the domain's wildcard for the hosts that it
     * covers, and one for each other host, so that a domain that has lapsed keeps no other from being renewed.
     *
     * @param hosts the client's, the main one first
     */
    public static List<CertificatePlan> of(String domain, List<String> hosts) {
        var wildcard = wildcard(domain);
        var others = hosts.stream().filter(host -> !wildcard.covers(host)).toList();
        return hosts.stream()
                .map(host -> wildcard.covers(host) ? wildcard : ofHost(host, others))
                .distinct()
                .toList();
    }

    /** The same where the domain has no wildcard. */
    public static List<CertificatePlan> ofEach(List<String> hosts) {
        return hosts.stream().map(host -> ofHost(host, hosts)).distinct().toList();
    }

    /** Together with its {@code www.}, which leads to the same place or nowhere. */
    private static CertificatePlan ofHost(String host, List<String> hosts) {
        var bare = host.startsWith(WWW) ? host.substring(WWW.length()) : host;
        var both = Stream.of(bare, WWW + bare).filter(hosts::contains).toList();
        return new CertificatePlan(both.get(0), both);
    }

    /** Whether a browser takes it for that host. */
    public boolean covers(String host) {
        return hosts.contains(host)
                || hosts.stream().anyMatch(it -> it.startsWith(WILDCARD) && isOneLabelBelow(it.substring(2), host));
    }

    /** Whether it is for hosts that are not known one by one. */
    boolean hasWildcard() {
        return hosts.stream().anyMatch(it -> it.startsWith(WILDCARD));
    }

    private static boolean isOneLabelBelow(String domain, String host) {
        return host.endsWith("." + domain) && host.indexOf('.') == host.length() - domain.length() - 1;
    }
}
