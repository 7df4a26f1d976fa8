package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteTextTest {

    @Test
    void aSiteIsExactlyThis() {
        assertThat(SiteText.of(Sites.site(SiteHosts.of("client-1.owndom.com")), Sites.PLAIN))
                .isEqualTo(
                        """
                        upstream client-1-frontend-f1 {
                            zone client-1-frontend-f1 64k;
                            server client-1-frontend-1a2b3c4:3001 resolve max_fails=3 fail_timeout=30s;
                            keepalive 32;
                        }

                        upstream client-1-backend-b1 {
                            zone client-1-backend-b1 64k;
                            server client-1-backend-5d6e7f8:4001 resolve max_fails=3 fail_timeout=30s;
                            keepalive 32;
                        }

                        limit_req_zone $binary_remote_addr zone=client-1-api:1m rate=10r/s;
                        limit_req_zone $binary_remote_addr zone=client-1-web:1m rate=50r/s;

                        server {
                            listen 80;
                            server_name client-1.owndom.com;
                            client_max_body_size 10m;

                            location = /health {
                                access_log off;
                                auth_basic off;
                                default_type text/plain;
                                return 200 "healthy\\n";
                            }

                            location /api/ {
                                limit_req zone=client-1-api burst=10 nodelay;
                                proxy_pass http://client-1-backend-b1;
                            }

                            location /_next/static/ {
                                proxy_hide_header Cache-Control;
                                proxy_hide_header Expires;
                                proxy_pass http://client-1-frontend-f1;
                            }

                            location / {
                                limit_req zone=client-1-web burst=20 nodelay;
                                proxy_pass http://client-1-frontend-f1;
                            }

                            error_page 502 504 =503 /.estate/pages/unavailable.html;
                            location = /.estate/pages/unavailable.html {
                                internal;
                                auth_basic off;
                                alias /etc/nginx/estate/current/pages/unavailable.html;
                            }
                        }
                        """);
    }

    @Test
    void withoutABackendTheFrontendAnswersEverything() {
        assertThat(SiteText.of(site(Optional.of(Sites.FRONTEND), Optional.empty()), Sites.PLAIN))
                .doesNotContain("client-1-backend")
                .contains("proxy_pass http://client-1-frontend-f1;");
    }

    @Test
    void withoutAFrontendTheBackendAnswersEverything() {
        assertThat(SiteText.of(site(Optional.empty(), Optional.of(Sites.BACKEND)), Sites.PLAIN))
                .doesNotContain("client-1-frontend")
                .contains("proxy_pass http://client-1-backend-b1;");
    }

    private static Site site(Optional<Upstream> frontend, Optional<Upstream> backend) {
        return new Site(
                "client-1",
                SiteHosts.of("client-1.owndom.com"),
                frontend,
                backend,
                new SiteLimits("10m", 10, 50, 30),
                false,
                Optional.empty());
    }
}
