package com.owndom.hosting;

import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.ServedVersions;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.proxy.Publication;
import com.owndom.hosting.proxy.Site;
import com.owndom.hosting.proxy.StoredSite;
import com.owndom.hosting.tls.Certificates;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an estate leaves in the stack's outputs, for people and for the next update.
 *
 * @param postgres the clients' servers
 * @param clients in the order of the program
 * @param publication of their sites
 * @param certificates with TLS
 * @param lastUpdate what it left for this one
 */
record EstateOutputs(
        PostgresServers postgres,
        List<HostedClient> clients,
        Publication publication,
        Optional<Certificates> certificates,
        LastUpdate lastUpdate) {

    private static final String NEVER_PUBLISHED = "";

    EstateOutputs {
        clients = List.copyOf(clients);
    }

    /** Each client's outputs by its name. */
    Output<Map<String, Map<String, String>>> byClient() {
        return Output.all(clients.stream().map(this::outputs).toList()).applyValue(all -> {
            var byName = new TreeMap<String, Map<String, String>>();
            all.forEach(client -> byName.put(client.get("name"), client));
            return byName;
        });
    }

    /** Of a client whose new version was not started, what there was before. */
    private Output<Map<String, String>> outputs(HostedClient client) {
        return client.refusal()
                .apply(why -> why.isPresent() && lastUpdate.clients().containsKey(client.name())
                        ? Output.of(lastUpdate.clients().get(client.name()))
                        : client.outputs());
    }

    /** Where each database is, and whether it is in use or set aside since when, by the client's name. */
    Map<String, String> databases(EstatePlan plan) {
        return lastUpdate.databases(plan.withDatabase());
    }

    /** The same of the clients' volumes, by their short names. */
    Map<String, Map<String, String>> volumes(EstatePlan plan) {
        return lastUpdate.volumes(plan.volumes());
    }

    /** The versions that served, by the client's name: with those of this update, once they are published. */
    Output<Map<String, List<String>>> versions(Predicate<String> rolledBack) {
        var served = clients.stream()
                .map(client -> served(client, rolledBack.test(client.name())))
                .toList();
        return Output.all(served).applyValue(all -> {
            var byName = new TreeMap<String, List<String>>();
            all.forEach(it -> byName.put(it.getKey(), it.getValue().versions()));
            return byName;
        });
    }

    private Output<Map.Entry<String, ServedVersions>> served(HostedClient client, boolean rolledBack) {
        var before = lastUpdate.versions().getOrDefault(client.name(), new ServedVersions(List.of()));
        return Output.tuple(publication.outcome(), client.version())
                .applyValue(it -> it.t1.succeeded() && it.t2.isPresent()
                        ? before.published(it.t2.orElseThrow().toString(), rolledBack)
                        : before)
                .applyValue(it -> Map.entry(client.name(), it));
    }

    /** What is published of each client, by its name: of this update, once its publication has succeeded. */
    Output<Map<String, String>> sites(EstateRelease release) {
        return Output.tuple(publication.outcome(), release.release())
                .applyValue(it -> sites(it.t1.succeeded() ? it.t2.sites() : List.of()));
    }

    private Map<String, String> sites(List<Site> published) {
        var sites = new TreeMap<String, String>();
        clients.forEach(
                client -> sites.put(client.name(), lastUpdate.sites().getOrDefault(client.name(), NEVER_PUBLISHED)));
        published.forEach(site -> sites.computeIfPresent(site.client(), (client, before) -> StoredSite.of(site)));
        return sites;
    }

    /** The jobs that succeeded, by their names; those of clients that the update was not about are left as they were. */
    Output<Map<String, String>> jobs(Selection selection) {
        var outcomes = new ArrayList<Output<List<JobOutcome>>>();
        outcomes.add(postgres.jobs());
        outcomes.add(publication.outcome().applyValue(List::of));
        certificates.ifPresent(it -> outcomes.add(it.outcome().applyValue(List::of)));
        clients.forEach(client -> outcomes.add(client.jobs()));
        return Output.all(outcomes)
                .applyValue(all -> jobs(all.stream().flatMap(List::stream).toList(), selection));
    }

    private Map<String, String> jobs(List<JobOutcome> ended, Selection selection) {
        var jobs = new TreeMap<>(selection.isAll() ? Map.of() : lastUpdate.jobs());
        ended.forEach(it -> jobs.remove(it.job()));
        jobs.putAll(LastUpdate.triggers(ended.stream()));
        return jobs;
    }
}
