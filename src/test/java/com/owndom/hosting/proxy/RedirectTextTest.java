package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedirectTextTest {

    private static final Site SITE = Sites.site(Sites.hosts().withTls("owndom.com"));
    private static final String TLS = RedirectText.of(SITE, Sites.TLS);

    @Test
    void everyHostIsLedToHttpsButTheAuthoritysQuestion() {
        NginxText.assertBalanced(TLS);
        assertThat(TLS)
                .contains(
                        """
                        server {
                            listen 80;
                            server_name client-1.owndom.com one.owndom.com bakery.example www.bakery.example shop.example;

                            location ^~ /.well-known/acme-challenge/ {
                                root /etc/nginx/certificates/challenge;
                                default_type text/plain;
                                log_not_found off;
                            }

                            location / {
                                return 308 https://$host$request_uri;
                            }
                        }
                        """);
        assertThat(RedirectText.of(SITE, new ProxyPlan(true, 8443, Sites.TLS.settings(), 30)))
                .contains("return 308 https://$host:8443$request_uri;");
    }

    @Test
    void aHostThatIsRedirectedKeepsWhatWasAskedFor() {
        assertThat(TLS)
                .contains(
                        """
                            ssl_certificate_key /etc/nginx/certificates/bakery.example/key.pem;
                            server_name www.bakery.example;
                            return 308 https://client-1.owndom.com$request_uri;
                        }
                        """);
    }

    @Test
    void orLeadsToOneAddress() {
        assertThat(TLS).contains("server_name shop.example;\n    return 301 \"https://market.example/bakery\";");
    }

    @Test
    void withoutTlsNobodyIsLedToHttps() {
        assertThat(RedirectText.of(SITE, Sites.PLAIN)).doesNotContain("308 https://$host", "acme-challenge");
        assertThat(RedirectText.of(Sites.site(Sites.hosts()), Sites.PLAIN))
                .contains("    listen 80;\n    server_name www.bakery.example;");
    }

    /** A decoded path may hold a line break, with which a visitor could write headers into the answer. */
    @Test
    void nothingDecodedIsRepeated() {
        assertThat(TLS).doesNotContainPattern("return 30\\d [^;]*\\$(uri|document_uri|args|arg_|1)");
    }
}
