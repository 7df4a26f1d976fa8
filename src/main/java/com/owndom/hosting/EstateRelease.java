package com.owndom.hosting;

import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.proxy.PublishedSite;
import com.owndom.hosting.proxy.Release;
import com.owndom.hosting.proxy.Site;
import com.pulumi.context.LoggingContext;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The release of all clients' sites; those whose new version was not started keep what is published.
 *
 * @param clients in the order of the program
 * @param others the sites of clients that this update is not about
 * @param before the sites that are published, by the clients' names
 */
record EstateRelease(List<HostedClient> clients, List<PublishedSite> others, Map<String, String> before) {

    EstateRelease {
        clients = List.copyOf(clients);
        others = List.copyOf(others);
        before = Map.copyOf(before);
    }

    private record ClientSite(String client, Optional<Site> site) {}

    /** The release, once every client's containers are known. */
    Output<Release> release() {
        return Output.all(clients.stream().map(EstateRelease::site).toList()).applyValue(this::release);
    }

    /** Logs why new versions were not started: an error of the engine's log fails the update, and the rest goes on. */
    void report(LoggingContext log) {
        clients.forEach(client -> client.refusal().applyValue(why -> {
            why.ifPresent(log::error);
            return why.isPresent();
        }));
    }

    private static Output<ClientSite> site(HostedClient client) {
        return client.site().applyValue(it -> new ClientSite(client.name(), it));
    }

    private Release release(List<ClientSite> sites) {
        var kept = sites.stream()
                .filter(it -> it.site().isEmpty())
                .map(ClientSite::client)
                .toList();
        return new Release(
                sites.stream().flatMap(it -> it.site().stream()).toList(),
                Stream.concat(others.stream(), asBefore(kept)).toList(),
                kept);
    }

    /** Whose text is known: the proxy keeps what it has, and the next update finds it in the state. */
    private Stream<PublishedSite> asBefore(List<String> kept) {
        return kept.stream()
                .map(client -> PublishedSite.read(client, before.getOrDefault(client, PublishedSite.NONE)))
                .filter(PublishedSite::isWhole);
    }
}
