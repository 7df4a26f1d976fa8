package com.owndom.hosting.proxy;

/** Renders everything about TLS. */
final class TlsText {

    private static final String SHARED =
            """
            # Mozilla's intermediate profile without finite-field key exchange. The first curve withstands quantum
            # computers; OpenSSL has it since 3.5, and since 3.3 passes over what it does not know.
            ssl_protocols TLSv1.2 TLSv1.3;
            ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
            # All of them are sound, and a visitor's device knows best which is fast there.
            ssl_prefer_server_ciphers off;
            ssl_ecdh_curve ?X25519MLKEM768:X25519:prime256v1:secp384r1;
            ssl_session_cache shared:estate:10m;
            ssl_session_timeout 10m;
            # nginx never changes the key of tickets by itself, so a stolen one would open past traffic.
            ssl_session_tickets off;
            # No OCSP stapling: Let's Encrypt ended OCSP in 2025, and browsers have lists of their own.
            # No HTTP/3: a reload hands its connections to workers that do not know them, and they break.

            """;

    private TlsText() {}

    static String shared(ProxyPlan plan) {
        return plan.tls() ? SHARED : "";
    }

    /** The lines of a server that is reached over TLS with that certificate. */
    static String listen(String certificate) {
        return """
                    listen 443 ssl;
                    http2 on;
                    ssl_certificate %1$s/%2$s/fullchain.pem;
                    ssl_certificate_key %1$s/%2$s/key.pem;
                """
                .formatted(ProxyText.CERTIFICATES, certificate);
    }

    /** Where an authority looks for its token (RFC 8555, section 8.3); over HTTP, whatever else happens there. */
    static String challenge() {
        return """
                    location ^~ /.well-known/acme-challenge/ {
                        root %s/challenge;
                        default_type text/plain;
                        log_not_found off;
                    }
                """
                .formatted(ProxyText.CERTIFICATES);
    }
}
