package com.owndom.hosting.proxy;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Renders the headers of every answer. All stand here and none in a site: an add_header below would hide these. What
 * an app says itself counts, so that a header is never there twice.
 */
final class HeaderText {

    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("X-Frame-Options", "DENY");
        DEFAULTS.put("X-Content-Type-Options", "nosniff");
        DEFAULTS.put("X-XSS-Protection", "1; mode=block");
        DEFAULTS.put("Referrer-Policy", "strict-origin-when-cross-origin");
        // Only what hardly any site uses: to deny a camera or payment would break those that embed one. For the same
        // reason there is no Cross-Origin-Opener-Policy, which cuts the windows of a login elsewhere off their opener.
        DEFAULTS.put("Permissions-Policy", "browsing-topics=(), hid=(), midi=(), serial=(), usb=()");
    }

    private HeaderText() {}

    static String of(ProxyPlan plan) {
        return CACHING + (plan.tls() ? hsts(plan) : "") + maps() + headers(plan) + "\n";
    }

    private static final String CACHING =
            """
            # A header with an empty value is not sent.
            map $uri $estate_caching {
                default '';
                ~^/_next/static/ 'public, max-age=31536000, immutable';
            }
            map "$status:$upstream_http_retry_after" $estate_retry_after {
                default '';
                '503:' 60;
            }
            """;

    private static String hsts(ProxyPlan plan) {
        return map("strict_transport_security", plan.settings().hsts().header());
    }

    private static String maps() {
        return DEFAULTS.entrySet().stream()
                .map(it -> map(variable(it.getKey()), it.getValue()))
                .collect(Collectors.joining());
    }

    private static String map(String variable, String value) {
        return """
                map $upstream_http_%1$s $estate_%1$s {
                    default '';
                    '' '%2$s';
                }
                """
                .formatted(variable, value);
    }

    private static String headers(ProxyPlan plan) {
        var hsts = plan.tls() ? header("Strict-Transport-Security") : "";
        return hsts
                + DEFAULTS.keySet().stream().map(HeaderText::header).collect(Collectors.joining())
                + """
                add_header Retry-After $estate_retry_after always;
                add_header Cache-Control $estate_caching;
                """;
    }

    private static String header(String name) {
        return "add_header %s $estate_%s always;%n".formatted(name, variable(name));
    }

    private static String variable(String header) {
        return header.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
