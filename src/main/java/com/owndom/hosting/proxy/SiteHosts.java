package com.owndom.hosting.proxy;

import com.owndom.hosting.tls.CertificatePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every host that leads to one client.
 *
 * @param main what its addresses are made of
 * @param aliases further hosts that are answered as the main one is
 * @param redirects hosts that lead elsewhere, most of them to the main one
 * @param certificates for all of them, the main host's first; none without TLS
 */
public record SiteHosts(
        String main, List<String> aliases, List<Redirect> redirects, List<CertificatePlan> certificates) {

    /** Copies the lists. */
    public SiteHosts {
        aliases = List.copyOf(aliases);
        redirects = List.copyOf(redirects);
        certificates = List.copyOf(certificates);
    }

    /** The main host alone, without TLS. */
    public static SiteHosts of(String main) {
        return new SiteHosts(main, List.of(), List.of(), List.of());
    }

    /** The same hosts with the certificates that they need, where {@code domain} has a wildcard. */
    public SiteHosts withTls(String domain) {
        return new SiteHosts(main, aliases, redirects, CertificatePlan.of(domain, all()));
    }

    /** The same hosts with a certificate for each. */
    public SiteHosts withOwnCertificates() {
        return new SiteHosts(main, aliases, redirects, CertificatePlan.ofEach(all()));
    }

    /** Every one of them, the main one first: what needs a DNS record and a certificate. */
    public List<String> all() {
        return Stream.concat(answered().stream(), redirects.stream().map(Redirect::host))
                .toList();
    }

    /** Those that are answered by the client's apps, the main one first. */
    List<String> answered() {
        return Stream.concat(Stream.of(main), aliases.stream()).toList();
    }

    /** The name of the certificate for one of them; none without TLS. */
    Optional<String> certificate(String host) {
        return certificates.stream().filter(it -> it.covers(host)).findFirst().map(CertificatePlan::name);
    }
}
