package com.owndom.hosting.proxy;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A site as the proxy gets it, for the updates too that publish it again without its client.
 *
 * @param client the client's name, after which all files are named
 * @param files by their path in a release
 */
public record PublishedSite(String client, SortedMap<String, String> files) {

    /** What is stored of a client that was never published, or no longer is. */
    public static final String NONE = "";

    /** Copies the files. */
    public PublishedSite {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static PublishedSite of(Site site, ProxyPlan plan) {
        var files = new TreeMap<String, String>();
        var path = path(site.client());
        files.put(path + "apps", apps(site));
        files.put(path + "certificates", certificates(site));
        files.put(path + "conf", SiteText.of(site, plan));
        files.put(path + "version", site.version() + "\n");
        site.maintenance().ifPresent(text -> files.put(path + "html", PageText.maintenance(text)));
        return new PublishedSite(site.client(), files);
    }

    /** Of the text that was stored of it. */
    public static PublishedSite read(String client, String text) {
        return new PublishedSite(client, ReleaseText.read(text));
    }

    /** Every site of a release. */
    static List<PublishedSite> in(SortedMap<String, String> release) {
        var byClient = release.entrySet().stream()
                .filter(it -> it.getKey().startsWith("sites/"))
                .collect(Collectors.groupingBy(
                        it -> it.getKey().replaceAll("^sites/|\\..*$", ""),
                        TreeMap::new,
                        Collectors.toMap(it -> it.getKey(), it -> it.getValue(), (a, b) -> a, TreeMap::new)));
        return byClient.entrySet().stream()
                .map(it -> new PublishedSite(it.getKey(), it.getValue()))
                .toList();
    }

    /** Whether it is as this version of the program writes it, not as an earlier one did. */
    public boolean isWhole() {
        return files.containsKey(path(client) + "apps");
    }

    /** Its text, to be stored. */
    public String text() {
        return ReleaseText.of(files);
    }

    /** The version of its apps, as {@code ServedVersion} writes it. */
    public String version() {
        return files.getOrDefault(path(client) + "version", "").strip();
    }

    boolean asksForPassword() {
        return files.getOrDefault(path(client) + "conf", "").contains("/" + path(client) + "passwords;");
    }

    private static String path(String client) {
        return "sites/" + client + ".";
    }

    /** One line an app, read by publish.sh: client, role, container, id, port, health path, host, nginx's name. */
    private static String apps(Site site) {
        return site.upstreams().stream().map(upstream -> app(site, upstream)).collect(Collectors.joining());
    }

    private static String app(Site site, Upstream upstream) {
        return "%s %s %s %s %d %s %s %s\n"
                .formatted(
                        site.client(),
                        upstream.role(site.client()),
                        upstream.container(),
                        upstream.id(),
                        upstream.port(),
                        upstream.healthPath(),
                        site.host(),
                        upstream.group());
    }

    /** One line a certificate, read by publish.sh: its name, and its hosts as openssl writes them. */
    private static String certificates(Site site) {
        return site.hosts().certificates().stream()
                .map(it -> it.name() + " DNS:" + String.join(",DNS:", it.hosts()) + "\n")
                .distinct()
                .sorted()
                .collect(Collectors.joining());
    }
}
