package com.owndom.hosting.proxy;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import java.util.LinkedHashMap;
import java.util.List;

/** Renders the servers that a site's apps answer behind: one for each of its certificates. */
final class ServerText {

    private ServerText() {}

    static String of(Site site, ProxyPlan plan) {
        var byCertificate = site.hosts().answered().stream()
                .collect(groupingBy(it -> listen(site, it), LinkedHashMap::new, toList()));
        return byCertificate.entrySet().stream()
                .map(it -> server(it.getKey(), it.getValue(), site, plan))
                .collect(joining());
    }

    /** Where a server of the site listens for that host. */
    static String listen(Site site, String host) {
        return site.hosts().certificate(host).map(TlsText::listen).orElse("    listen 80;\n");
    }

    private static String server(String listen, List<String> names, Site site, ProxyPlan plan) {
        return """

                server {
                %s    server_name %s;
                    client_max_body_size %s;
                %s%s%s%s}
                """
                .formatted(
                        listen,
                        String.join(" ", names),
                        site.limits().upload(),
                        timeouts(site.limits()),
                        CloudflareText.refusal(plan.settings()),
                        password(site),
                        LocationText.of(site));
    }

    private static String timeouts(SiteLimits limits) {
        return limits.answerSeconds() == SiteLimits.ANSWER_SECONDS
                ? ""
                : "    proxy_send_timeout %1$ds;%n    proxy_read_timeout %1$ds;%n".formatted(limits.answerSeconds());
    }

    private static String password(Site site) {
        return site.asksForPassword()
                ? "    auth_basic \"%1$s\";%n    auth_basic_user_file %2$s/current/sites/%1$s.passwords;%n"
                        .formatted(site.client(), ProxyText.ESTATE)
                : "";
    }
}
