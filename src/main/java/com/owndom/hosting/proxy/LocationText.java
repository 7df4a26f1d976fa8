package com.owndom.hosting.proxy;

/** Renders what is answered at each path of a site. */
final class LocationText {

    private LocationText() {}

    static String of(Site site) {
        return HEALTH + (site.maintenance().isPresent() ? closed(site) : open(site));
    }

    private static final String HEALTH =
            """

                location = /health {
                    access_log off;
                    auth_basic off;
                    default_type text/plain;
                    return 200 "healthy\\n";
                }
            """;

    private static String open(Site site) {
        return """

                    location /api/ {
                        limit_req zone=%1$s-api burst=%4$d nodelay;
                        proxy_pass http://%2$s;
                    }

                    location /_next/static/ {
                        proxy_hide_header Cache-Control;
                        proxy_hide_header Expires;
                        proxy_pass http://%3$s;
                    }

                    location / {
                        limit_req zone=%1$s-web burst=%5$d nodelay;
                        proxy_pass http://%3$s;
                    }
                """
                        .formatted(
                                site.client(),
                                site.api().group(),
                                site.web().group(),
                                site.limits().apiBurst(),
                                site.limits().webBurst())
                + page("502 504 =503", "pages/unavailable.html");
    }

    private static String closed(Site site) {
        return """

                    location / {
                        return 503;
                    }
                """
                + page("503", "sites/" + site.client() + ".html");
    }

    /** A page and not a named location, which would answer a POST with another error. */
    private static String page(String statuses, String file) {
        return """

                    error_page %1$s /.estate/%2$s;
                    location = /.estate/%2$s {
                        internal;
                        auth_basic off;
                        alias %3$s/current/%2$s;
                    }
                """
                .formatted(statuses, file, ProxyText.ESTATE);
    }
}
