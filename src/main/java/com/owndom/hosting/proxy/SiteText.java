package com.owndom.hosting.proxy;

import java.util.stream.Collectors;

/** Renders a site as nginx text. */
final class SiteText {

    private SiteText() {}

    static String of(Site site) {
        return upstreams(site) + zones(site) + server(site);
    }

    private static String upstreams(Site site) {
        return site.upstreams().stream().map(SiteText::upstream).collect(Collectors.joining());
    }

    private static String upstream(Upstream upstream) {
        return """
                upstream %1$s {
                    zone %1$s 64k;
                    server %2$s:%3$d resolve max_fails=3 fail_timeout=30s;
                    keepalive 32;
                }

                """
                .formatted(upstream.name(), upstream.container(), upstream.port());
    }

    private static String zones(Site site) {
        return """
                limit_req_zone $binary_remote_addr zone=%1$s-api:1m rate=%2$dr/s;
                limit_req_zone $binary_remote_addr zone=%1$s-web:1m rate=%3$dr/s;

                """
                .formatted(site.client(), site.limits().apiRate(), site.limits().webRate());
    }

    private static String server(Site site) {
        return """
                server {
                    listen 80;
                    server_name %2$s;
                    client_max_body_size %3$s;

                    location = /health {
                        access_log off;
                        default_type text/plain;
                        return 200 "healthy\\n";
                    }

                    location /api/ {
                        limit_req zone=%1$s-api burst=10 nodelay;
                        proxy_pass http://%4$s;
                    }

                    location /_next/static/ {
                        proxy_hide_header Cache-Control;
                        proxy_hide_header Expires;
                        proxy_pass http://%5$s;
                    }

                    location / {
                        limit_req zone=%1$s-web burst=20 nodelay;
                        proxy_pass http://%5$s;
                    }

                    error_page 502 504 @unavailable;
                    location @unavailable {
                        default_type text/html;
                        return 503 "$estate_unavailable";
                    }
                }
                """
                .formatted(
                        site.client(),
                        site.host(),
                        site.limits().upload(),
                        site.api().name(),
                        site.web().name());
    }
}
