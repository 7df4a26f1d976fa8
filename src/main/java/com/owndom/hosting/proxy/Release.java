package com.owndom.hosting.proxy;

import com.owndom.hosting.tls.CertificatePlan;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One version of the whole proxy configuration.
 *
 * @param sites of the clients that are ready
 * @param kept the clients whose sites stay as they were published last: their new version was not started
 */
public record Release(List<Site> sites, List<String> kept) {

    /** Copies both; the sites in the order of their clients' names. */
    public Release {
        sites = List.copyOf(
                sites.stream().sorted(Comparator.comparing(Site::client)).toList());
        kept = List.copyOf(kept);
    }

    /** With a site for every client. */
    public Release(List<Site> sites) {
        this(sites, List.of());
    }

    /**
     * All its files in one, each after a line with {@code @@} and its path. The engine and the Docker provider carry every
     * uploaded file through each step of an update, at a price for each.
     */
    String text(ProxyPlan plan) {
        return files(plan).entrySet().stream()
                .map(it -> "@@ " + it.getKey() + "\n" + it.getValue().replaceAll("(?m)^@@ ", " @@ "))
                .collect(Collectors.joining());
    }

    /** The files of the release by their path in it. */
    Map<String, String> files(ProxyPlan plan) {
        var files = new TreeMap<String, String>();
        files.put("estate.conf", ProxyText.estate(plan));
        files.put("apps", apps());
        files.put("certificates", certificates());
        if (!kept.isEmpty()) {
            files.put("kept", String.join("\n", kept) + "\n");
        }
        files.put("pages/unavailable.html", PageText.unavailable());
        sites.forEach(site -> addSite(site, plan, files));
        return files;
    }

    /** All of them are named after the client, by which publish.sh keeps them where it is not ready. */
    private static void addSite(Site site, ProxyPlan plan, Map<String, String> files) {
        var path = "sites/" + site.client();
        files.put(path + ".conf", SiteText.of(site, plan));
        site.maintenance().ifPresent(text -> files.put(path + ".html", PageText.maintenance(text)));
    }

    /** One line an app, read by publish.sh: client, role, container, id, port, health path, host, nginx's name. */
    private String apps() {
        return sites.stream()
                .flatMap(site -> site.upstreams().stream().map(upstream -> app(site, upstream)))
                .collect(Collectors.joining());
    }

    /** One line a certificate, read by publish.sh: its name, and its hosts as openssl writes them. */
    private String certificates() {
        return sites.stream()
                .flatMap(site -> site.hosts().certificates().stream())
                .distinct()
                .sorted(Comparator.comparing(CertificatePlan::name))
                .map(it -> it.name() + " DNS:" + String.join(",DNS:", it.hosts()) + "\n")
                .collect(Collectors.joining());
    }

    private static String app(Site site, Upstream upstream) {
        var role = upstream.name().substring(site.client().length() + 1);
        return "%s %s %s %s %d %s %s %s\n"
                .formatted(
                        site.client(),
                        role,
                        upstream.container(),
                        upstream.id(),
                        upstream.port(),
                        upstream.healthPath(),
                        site.host(),
                        upstream.group());
    }
}
