package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerTextTest {

    private static final SiteLimits LIMITS = new SiteLimits("50m", 10, 50, 30);

    @Test
    void overTlsThereIsAServerForEachCertificate() {
        var text = ServerText.of(Sites.site(Sites.hosts().withTls("owndom.com")), Sites.TLS);
        NginxText.assertBalanced(text);
        assertThat(text.split("\nserver \\{")).hasSize(3);
        assertThat(text)
                .contains(
                        """
                        server {
                            listen 443 ssl;
                            http2 on;
                            ssl_certificate /etc/nginx/certificates/owndom.com/fullchain.pem;
                            ssl_certificate_key /etc/nginx/certificates/owndom.com/key.pem;
                            server_name client-1.owndom.com one.owndom.com;
                        """)
                .contains(
                        """
                            ssl_certificate_key /etc/nginx/certificates/bakery.example/key.pem;
                            server_name bakery.example;
                        """)
                .doesNotContain("listen 80");
    }

    @Test
    void withoutTlsThereIsOne() {
        var text = ServerText.of(Sites.site(Sites.hosts()), Sites.PLAIN);
        assertThat(text)
                .contains("    listen 80;\n    server_name client-1.owndom.com one.owndom.com bakery.example;\n")
                .doesNotContain("443");
    }

    @Test
    void aLongerAnswerTimeIsTheSitesOwn() {
        assertThat(ServerText.of(Sites.site(Sites.hosts()), Sites.PLAIN)).doesNotContain("_timeout");
        var site = Sites.site(Sites.hosts(), new SiteLimits("1m", 1, 1, 120), false, Optional.empty());
        assertThat(ServerText.of(site, Sites.PLAIN))
                .contains("proxy_send_timeout 120s;", "proxy_read_timeout 120s;", "client_max_body_size 1m;");
    }

    @Test
    void aPasswordIsAskedForEverywhereButAtTheProxysOwnPages() {
        var text = ServerText.of(Sites.site(Sites.hosts(), LIMITS, true, Optional.empty()), Sites.PLAIN);
        assertThat(text)
                .contains(
                        "auth_basic \"client-1\";",
                        "auth_basic_user_file /etc/nginx/estate/current/sites/client-1.passwords;");
        assertThat(text.split("auth_basic off;")).hasSize(3);
    }

    @Test
    void aClosedSiteAsksNoApp() {
        var site = Sites.site(Sites.hosts(), LIMITS, false, Optional.of("Back at noon."));
        assertThat(ServerText.of(site, Sites.PLAIN))
                .doesNotContain("proxy_pass")
                .contains(
                        "return 503;",
                        "error_page 503 /.estate/sites/client-1.html;",
                        "alias /etc/nginx/estate/current/sites/client-1.html;");
    }
}
