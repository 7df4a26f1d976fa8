package com.owndom.hosting.proxy;

import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.job.StateResource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the last publication published, as the state has it. An update that failed behind it has not said so in an output.
 *
 * @param sites of the clients that were ready
 * @param kept the clients whose sites stayed as they were
 */
public record PublishedRelease(List<PublishedSite> sites, List<String> kept) {

    private static final String CONTAINER = "docker:index/container:Container";

    /** Copies both. */
    public PublishedRelease {
        sites = List.copyOf(sites);
        kept = List.copyOf(kept);
    }

    /** That of the state; none when the last publication failed, for then what was published before still is. */
    public static Optional<PublishedRelease> in(StackResources state) {
        return Optional.ofNullable(publication(state))
                .filter(StateResource::succeeded)
                .map(it -> it.entry("uploads", "file", Publication.RELEASE, "content"))
                .filter(text -> !text.isEmpty())
                .map(text -> of(ReleaseText.read(text)));
    }

    /** Whether the state shows it: with a file that is a secret, an exported one hides all that was uploaded. */
    public static boolean isShownBy(StackResources state) {
        return Optional.ofNullable(publication(state))
                .filter(StateResource::succeeded)
                .map(it -> it.outputs().get("uploads") instanceof List<?>)
                .orElse(true);
    }

    private static StateResource publication(StackResources state) {
        return state.ofType(CONTAINER).get(Publication.NAME);
    }

    private static PublishedRelease of(SortedMap<String, String> files) {
        var kept = files.getOrDefault(Release.KEPT, "");
        return new PublishedRelease(PublishedSite.in(files), kept.lines().toList());
    }

    /**
     * The sites' texts by the clients' names.
     *
     * @param before what an earlier update left in its output: true of those that were kept
     */
    public Map<String, String> sites(Map<String, String> before) {
        var texts = new TreeMap<>(before);
        texts.replaceAll((client, text) -> kept.contains(client) ? text : PublishedSite.NONE);
        sites.forEach(site -> texts.put(site.client(), site.text()));
        return texts;
    }

    /** The versions that serve, by the clients' names; not of those that were kept. */
    public Map<String, String> versions() {
        return sites.stream()
                .filter(PublishedSite::isWhole)
                .collect(Collectors.toMap(PublishedSite::client, PublishedSite::version));
    }
}
