package com.owndom.hosting.proxy;

import java.util.stream.Collectors;

/**
 * Renders the servers that only lead elsewhere. Of what a visitor sends, only {@code $request_uri} is repeated: it is as
 * it was sent, so no encoded line break becomes one.
 */
final class RedirectText {

    private RedirectText() {}

    static String of(Site site, ProxyPlan plan) {
        return (plan.tls() ? toHttps(site, plan) : "")
                + site.hosts().redirects().stream()
                        .map(it -> redirect(site, it, plan))
                        .collect(Collectors.joining());
    }

    /** Method and body stay what they were (308); the path of a challenge is answered here. */
    private static String toHttps(Site site, ProxyPlan plan) {
        return """

                server {
                    listen 80;
                    server_name %s;

                %s
                    location / {
                %s        return 308 https://$host%s$request_uri;
                    }
                }
                """
                .formatted(
                        String.join(" ", site.hosts().all()),
                        TlsText.challenge(),
                        CloudflareText.refusal(plan.settings()).indent(4),
                        plan.portInAddress());
    }

    private static String redirect(Site site, Redirect redirect, ProxyPlan plan) {
        var to = redirect.keepsPath()
                ? "308 " + redirect.target() + "$request_uri"
                : "301 \"" + redirect.target() + "\"";
        return """

                server {
                %s    server_name %s;
                %s    return %s;
                }
                """
                .formatted(
                        ServerText.listen(site, redirect.host()),
                        redirect.host(),
                        CloudflareText.refusal(plan.settings()),
                        to);
    }
}
