package com.owndom.hosting.tls;

import java.util.ArrayList;
import java.util.List;

/**
 * A certificate that the proxy needs.
 *
 * @param name of its directory: the domain for its wildcard, else the client's main host
 * @param hosts that it is for, at least one; a wildcard stands for one label
 */
public record CertificatePlan(String name, List<String> hosts) {

    private static final String WILDCARD = "*.";

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
     * covers, and one named after the main host for all others.
     *
     * @param hosts the client's, the main one first
     */
    public static List<CertificatePlan> of(String domain, List<String> hosts) {
        var wildcard = wildcard(domain);
        var main = hosts.get(0);
        var others = hosts.stream().filter(host -> !wildcard.covers(host)).toList();
        var plans = new ArrayList<CertificatePlan>();
        if (others.size() < hosts.size()) {
            plans.add(wildcard);
        }
        if (!others.isEmpty()) {
            plans.add(wildcard.covers(main) ? plans.size() : 0, new CertificatePlan(main, others));
        }
        return List.copyOf(plans);
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
