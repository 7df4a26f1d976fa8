package com.owndom.hosting.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate of a person's own, with its key.
 *
 * @param chain in PEM
 * @param key in PEM; never printed
 */
record OwnCertificate(String chain, String key) {

    private static final int DNS_NAME = 2;

    /** What keeps it from being served for that plan at that time; empty when it may be. */
    List<String> refusals(CertificatePlan plan, Instant now) {
        var certificates = certificates();
        return certificates.isEmpty() ? List.of("holds no certificate in PEM") : refusals(certificates, plan, now);
    }

    private List<String> refusals(List<X509Certificate> certificates, CertificatePlan plan, Instant now) {
        var own = certificates.get(0);
        var refusals = new ArrayList<String>();
        if (!PrivateKeys.belong(key, own.getPublicKey())) {
            refusals.add("has another key than the one beside it, which is not encrypted, in PEM");
        }
        if (own.getNotAfter().toInstant().isBefore(now)) {
            refusals.add("has expired, on " + own.getNotAfter().toInstant());
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            refusals.add("is not valid before " + own.getNotBefore().toInstant());
        }
        var names = new CertificatePlan(plan.name(), names(own));
        plan.hosts().stream()
                .filter(host -> !names.covers(host))
                .forEach(host -> refusals.add("is for " + names.hosts() + " and not for " + host));
        strangerInChain(certificates).ifPresent(refusals::add);
        return refusals;
    }

    /** Each is signed by the next one: nginx sends them as they stand. */
    private static Optional<String> strangerInChain(List<X509Certificate> chain) {
        for (var i = 0; i + 1 < chain.size(); i++) {
            if (!isSignedBy(chain.get(i), chain.get(i + 1))) {
                return Optional.of("its certificate %d is not signed by the one after it: the server's own comes first"
                        .formatted(i + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isSignedBy(X509Certificate certificate, X509Certificate issuer) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(it -> it.get(0).equals(DNS_NAME))
                            .map(it -> it.get(1).toString())
                            .toList();
        } catch (GeneralSecurityException malformed) {
            return List.of();
        }
    }

    private List<X509Certificate> certificates() {
        try {
            var bytes = new ByteArrayInputStream(chain.getBytes(StandardCharsets.UTF_8));
            return CertificateFactory.getInstance("X.509").generateCertificates(bytes).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (GeneralSecurityException malformed) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return "OwnCertificate[" + chain + "]";
    }
}
