package com.owndom.hosting.settings;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the proxy treats visitors.
 *
 * @param hsts for how much browsers keep to https; the host alone by default
 * @param behindCloudflare whether the visitor's address is taken from Cloudflare, from its published ranges alone; by
 *     default as soon as the estate keeps records that are proxied
 * @param cloudflareOnly whether everyone else is refused; not by default, and only behind Cloudflare
 * @param maintenance the text of the page that a client's visitors get instead of its apps, by client; none by default
 */
public record ProxySettings(
        Hsts hsts, boolean behindCloudflare, boolean cloudflareOnly, SortedMap<String, String> maintenance) {

    /** Copies the texts. */
    public ProxySettings {
        maintenance = Collections.unmodifiableSortedMap(new TreeMap<>(maintenance));
    }

    /** What is there without any setting. */
    public static ProxySettings defaults() {
        return new ProxySettings(Hsts.HOST, false, false, new TreeMap<>(Map.of()));
    }
}
