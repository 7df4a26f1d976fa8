package com.owndom.hosting.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One version of the whole proxy configuration.
 *
 * @param sites of the clients that are ready
 * @param others the sites that are published again as they were
 * @param kept the clients whose sites stay as they were published last: their new version was not started
 */
public record Release(List<Site> sites, List<PublishedSite> others, List<String> kept) {

    static final String KEPT = "kept";

    /** Copies all of them. */
    public Release {
        sites = List.copyOf(sites);
        others = List.copyOf(others);
        kept = List.copyOf(kept);
    }

    /** With a site for every client. */
    public Release(List<Site> sites) {
        this(sites, List.of(), List.of());
    }

    /** Every site as the proxy gets it, in the order of the clients' names. */
    List<PublishedSite> published(ProxyPlan plan) {
        return Stream.concat(sites.stream().map(site -> PublishedSite.of(site, plan)), others.stream())
                .sorted(Comparator.comparing(PublishedSite::client))
                .toList();
    }

    /** All its files in one. */
    String text(ProxyPlan plan) {
        return ReleaseText.of(files(plan));
    }

    /** The files of the release by their path in it. */
    SortedMap<String, String> files(ProxyPlan plan) {
        var files = new TreeMap<String, String>();
        files.put("estate.conf", ProxyText.estate(plan));
        if (!kept.isEmpty()) {
            files.put(KEPT, String.join("\n", kept) + "\n");
        }
        files.put("pages/unavailable.html", PageText.unavailable());
        published(plan).forEach(site -> files.putAll(site.files()));
        return files;
    }
}
