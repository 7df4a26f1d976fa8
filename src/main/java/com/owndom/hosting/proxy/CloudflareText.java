package com.owndom.hosting.proxy;

import com.owndom.hosting.settings.ProxySettings;
import com.owndom.hosting.text.ShippedText;
import java.util.List;
import java.util.stream.Collectors;

/** Renders who is believed when he says for whom he asks: Cloudflare, from its published ranges. */
final class CloudflareText {

    private CloudflareText() {}

    /** The ranges that the project knows, in the order of Cloudflare's own lists. */
    static List<String> ranges() {
        return ShippedText.of(CloudflareText.class, "cloudflare-ranges.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    static String of(ProxySettings settings) {
        return (settings.behindCloudflare() ? visitor() : "") + (settings.cloudflareOnly() ? peers() : "");
    }

    /** The line by which a server refuses everyone else. */
    static String refusal(ProxySettings settings) {
        return settings.cloudflareOnly()
                ? """
                    if ($estate_stranger) {
                        return 444;
                    }
                """
                : "";
    }

    /** Rates, logs and apps then have the visitor's address. */
    private static String visitor() {
        return each("set_real_ip_from %s;\n") + "real_ip_header CF-Connecting-IP;\n\n";
    }

    private static String peers() {
        return "geo $realip_remote_addr $estate_stranger {\n    default 1;\n" + each("    %s 0;\n") + "}\n\n";
    }

    private static String each(String line) {
        return ranges().stream().map(line::formatted).collect(Collectors.joining());
    }
}
