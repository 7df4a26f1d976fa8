package com.owndom.hosting;

import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.ServedVersions;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.proxy.Publication;
import com.owndom.hosting.proxy.PublishedSite;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What an estate leaves in the stack's outputs, for people and for the next update.
 *
 * @param clients in the order of the program
 * @param publication of their sites
 * @param lastUpdate what it left for this one
 */
record EstateOutputs(List<HostedClient> clients, Publication publication, LastUpdate lastUpdate) {

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
                .apply(why -> why.isPresent() && lastUpdate.clients().outputs().containsKey(client.name())
                        ? Output.of(lastUpdate.clients().outputs().get(client.name()))
                        : client.outputs());
    }

    /** Where each database is, and whether it is in use or set aside since when, by the client's name. */
    Map<String, String> databases(EstatePlan plan) {
        return lastUpdate.data().databaseTexts(plan.withDatabase(), lastUpdate.now());
    }

    /** The same of the clients' volumes, by their short names. */
    Map<String, Map<String, String>> volumes(EstatePlan plan) {
        return lastUpdate.data().volumes(plan.volumes(), lastUpdate.now());
    }

    /** The versions that served, by the client's name: with those of this update, once they are published. */
    Output<Map<String, List<String>>> versions(Predicate<String> rolledBack) {
        return publication.sites().applyValue(published -> {
            var byName = new TreeMap<String, List<String>>();
            clients.forEach(it -> byName.put(it.name(), before(it).versions()));
            published.forEach(
                    site -> byName.computeIfPresent(site.client(), (client, versions) -> new ServedVersions(versions)
                            .published(site.version(), rolledBack.test(client))
                            .versions()));
            return byName;
        });
    }

    private ServedVersions before(HostedClient client) {
        return lastUpdate.clients().versions().getOrDefault(client.name(), ServedVersions.NONE);
    }

    /** What is published of each client, by its name. */
    Output<Map<String, String>> sites() {
        return publication.sites().applyValue(published -> {
            var byName = new TreeMap<String, String>();
            clients.forEach(it ->
                    byName.put(it.name(), lastUpdate.clients().sites().getOrDefault(it.name(), PublishedSite.NONE)));
            published.forEach(site -> byName.computeIfPresent(site.client(), (client, before) -> site.text()));
            return byName;
        });
    }
}
