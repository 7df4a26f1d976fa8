package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProxyTextTest {

    @Test
    void isWellFormed() {
        NginxText.assertBalanced(ProxyText.main());
        NginxText.assertBalanced(ProxyText.estate());
        NginxText.assertNoAddressButLoopback(ProxyText.main() + ProxyText.estate());
    }

    @Test
    void oldWorkersOutliveTheLongestDrainAndTheLongestStop() {
        assertThat(ProxyText.main()).contains("worker_shutdown_timeout 20m;");
    }

    @Test
    void includesTheCurrentReleaseByPatternSoThatItMayBeMissing() {
        assertThat(ProxyText.main())
                .contains(
                        "include /etc/nginx/estate/current/*.conf;", "include /etc/nginx/estate/current/sites/*.conf;");
    }

    @Test
    void anUnknownHostIsRefused() {
        assertThat(ProxyText.estate())
                .contains(
                        """
                        server {
                            listen 80 default_server;
                            server_name _;
                            return 444;
                        }
                        """);
    }

    @Test
    void aWebSocketIsUpgradedAndNothingElse() {
        assertThat(ProxyText.estate())
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
    void hasTheGuidesTimeoutsLimitsAndHeaders() {
        assertThat(ProxyText.estate())
                .contains(
                        "proxy_connect_timeout 5s;",
                        "proxy_send_timeout 30s;",
                        "proxy_read_timeout 30s;",
                        "limit_req_status 429;",
                        "add_header X-Frame-Options DENY always;",
                        "add_header X-Content-Type-Options nosniff always;",
                        "add_header Referrer-Policy strict-origin-when-cross-origin always;",
                        "proxy_set_header X-Real-IP $remote_addr;",
                        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
                        "proxy_set_header X-Forwarded-Proto $scheme;",
                        "public, max-age=31536000, immutable",
                        "gzip on;");
    }

    /** An add_header in a site would make all of the shared ones vanish there. */
    @Test
    void noSiteAddsAHeaderOfItsOwn() {
        var upstream = new Upstream("a-frontend", "a-frontend-1", "1", 3000, "/");
        var site = new Site(
                "a",
                SiteHosts.of("a.owndom.com"),
                java.util.Optional.of(upstream),
                java.util.Optional.empty(),
                new SiteLimits("10m", 10, 50));
        assertThat(SiteText.of(site)).doesNotContain("add_header").doesNotContain("proxy_set_header");
    }
}
