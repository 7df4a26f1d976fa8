package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxyTextTest {

    private static final String PLAIN = ProxyText.estate(Sites.PLAIN);
    private static final String TLS = ProxyText.estate(Sites.TLS);

    @Test
    void isWellFormed() {
        NginxText.assertBalanced(MainText.of());
        NginxText.assertNoAddressButLoopback(MainText.of());
        for (var plan : new ProxyPlan[] {Sites.PLAIN, Sites.TLS}) {
            NginxText.assertBalanced(ProxyText.estate(plan));
            NginxText.assertNoAddressButLoopback(ProxyText.estate(plan));
        }
    }

    @Test
    void oldWorkersOutliveTheLongestDrainAndTheLongestStop() {
        assertThat(MainText.of()).contains("worker_shutdown_timeout 20m;");
    }

    @Test
    void includesTheCurrentReleaseByPatternSoThatItMayBeMissing() {
        assertThat(MainText.of())
                .contains(
                        "include /etc/nginx/estate/current/*.conf;", "include /etc/nginx/estate/current/sites/*.conf;");
    }

    @Test
    void anUnknownHostIsRefused() {
        assertThat(PLAIN)
                .contains(
                        """
                        server {
                            listen 80 default_server;
                            server_name _;

                            location / {
                                return 444;
                            }
                        }
                        """);
    }

    @Test
    void overTlsAnUnknownHostIsRefusedBeforeTheHandshakeEnds() {
        assertThat(TLS)
                .contains(
                        """
                        server {
                            listen 443 ssl default_server;
                            http2 on;
                            server_name _;
                            ssl_reject_handshake on;

                            # To a browser that asks over its connection to another client: it tries again, and is rejected then.
                            location / {
                                return 421;
                            }
                        }
                        """);
    }

    @Test
    void anAuthorityFindsItsTokenAlsoForAHostThatIsNotPublishedYet() {
        assertThat(TLS.substring(TLS.indexOf("listen 80 default_server")))
                .contains(
                        """
                            location ^~ /.well-known/acme-challenge/ {
                                root /etc/nginx/certificates/challenge;
                        """);
    }

    @Test
    void tlsIsModern() {
        assertThat(TLS)
                .contains(
                        "ssl_protocols TLSv1.2 TLSv1.3;",
                        "ssl_session_tickets off;",
                        "ssl_ecdh_curve ?X25519MLKEM768:X25519:");
        assertThat(TLS.lines().filter(it -> it.startsWith("ssl_ciphers")).findFirst())
                .hasValueSatisfying(
                        it -> assertThat(it.replaceAll("ssl_ciphers |;", "").split(":"))
                                .allMatch(cipher -> cipher.startsWith("ECDHE-"))
                                .allMatch(cipher -> cipher.contains("GCM") || cipher.contains("CHACHA20")));
        assertThat(PLAIN).doesNotContain("ssl_", "Strict-Transport-Security");
    }

    @Test
    void aWebSocketIsUpgradedAndNothingElse() {
        assertThat(PLAIN)
                .contains(
                        """
                        map $http_upgrade $estate_upgrade {
                            default '';
                            ~*^websocket$ websocket;
                        }
                        map $estate_upgrade $estate_connection {
                            default '';
                            websocket upgrade;
                        }
                        """)
                .contains(
                        "proxy_set_header Upgrade $estate_upgrade;",
                        "proxy_set_header Connection $estate_connection;",
                        "proxy_http_version 1.1;");
    }

    @Test
    void hasTheGuidesTimeoutsAndLimits() {
        assertThat(PLAIN)
                .contains(
                        "proxy_connect_timeout 5s;",
                        "proxy_send_timeout 30s;",
                        "proxy_read_timeout 30s;",
                        "limit_req_status 429;",
                        "gzip on;");
    }

    /** The guide appends to what the visitor sent, so an app that reads the first address believes the visitor. */
    @Test
    void anAppLearnsTheVisitorsAddressAndTheHostThatWasFound() {
        assertThat(PLAIN)
                .contains(
                        "proxy_set_header Host $host;",
                        "proxy_set_header X-Real-IP $remote_addr;",
                        "proxy_set_header X-Forwarded-For $remote_addr;",
                        "proxy_set_header X-Forwarded-Proto $scheme;")
                .doesNotContain("$http_host", "$proxy_add_x_forwarded_for");
        assertThat(ProxyText.estate(new ProxyPlan(true, 8443, Sites.TLS.settings(), 30)))
                .contains("proxy_set_header Host $host:8443;");
    }

    /** An add_header in a site would make all of the shared ones vanish there. */
    @Test
    void noSiteAddsAHeaderOfItsOwn() {
        var site =
                Sites.site(Sites.hosts().withTls("owndom.com"), new SiteLimits("1m", 1, 1, 60), true, Optional.of(""));
        assertThat(SiteText.of(site, Sites.behindCloudflare(true)))
                .doesNotContain("add_header")
                .doesNotContain("proxy_set_header");
    }

    /** A connection that is still open then would be asked for an app that is gone. */
    @Test
    void idleConnectionsEndBeforeWhatServedIsStopped() {
        assertThat(PLAIN).contains("keepalive_min_timeout 10s;");
        assertThat(ProxyText.estate(new ProxyPlan(false, 80, Sites.PLAIN.settings(), 3)))
                .contains("keepalive_min_timeout 3s;");
    }
}
