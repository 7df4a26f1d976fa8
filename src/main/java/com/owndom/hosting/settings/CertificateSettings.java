package com.owndom.hosting.settings;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.Optional;

/**
 * How certificates are obtained and renewed.
 *
 * @param email the ACME account's; without it no ACME authority is asked, and stand-ins stay
 * @param server the ACME directory; Let's Encrypt's by default
 * @param roots a PEM file below the project with the roots that the ACME server is trusted by; none by default: public ones
 * @param resolvers {@code host:port} of DNS servers, separated by blanks, that are asked whether a DNS-01 record has
 *     arrived; none by default: the zone's own
 * @param token of Cloudflare's API, only for certificates: Zone Read and DNS Edit for {@code dns}, SSL and Certificates
 *     Edit for {@code origin}; none by default
 * @param cloudflare base URL of Cloudflare's API, without a slash at the end
 * @param renewDays how long before its end a certificate is renewed, 1 to 89; 30 by default; one that lives shorter than
 *     twice as long is renewed after two thirds of its life
 * @param legoImage has the ACME client as {@code /lego}; {@code goacme/lego:v4.35.2} by default
 * @param sources by the certificate's name, where it is not the default: see {@link EstateSettings#certificateSource}
 */
public record CertificateSettings(
        String email,
        String server,
        Optional<String> roots,
        String resolvers,
        Optional<Output<String>> token,
        String cloudflare,
        int renewDays,
        String legoImage,
        Map<String, CertificateSource> sources) {

    /** Copies the sources. */
    public CertificateSettings {
        sources = Map.copyOf(sources);
    }
}
