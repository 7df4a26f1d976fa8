package com.owndom.hosting.proxy;

import java.util.stream.Collectors;

/** Renders a site as nginx text. */
final class SiteText {

    private SiteText() {}

    static String of(Site site, ProxyPlan plan) {
        return upstreams(site) + zones(site) + ServerText.of(site, plan) + RedirectText.of(site, plan);
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
                .formatted(upstream.group(), upstream.container(), upstream.port());
    }

    private static String zones(Site site) {
        return """
                limit_req_zone $binary_remote_addr zone=%1$s-api:1m rate=%2$dr/s;
                limit_req_zone $binary_remote_addr zone=%1$s-web:1m rate=%3$dr/s;
                """
                .formatted(site.client(), site.limits().apiRate(), site.limits().webRate());
    }
}
