package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.engine.TargetProof;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.proxy.PublishedSite;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The clients that an update leaves alone: none of their resources is declared, and their sites are published as they were.
 *
 * @param selection the clients that the update is about
 * @param plan of every client in the program
 * @param last what the last update left, of every client
 */
public record OtherClients(Selection selection, EstatePlan plan, LastUpdate last) {

    /** Refuses to go on where the engine would take what is not declared for gone, or where a site is not known. */
    public void prove(Resource estate) {
        if (!selection.isAll()) {
            EstateProblems.refuse(unknown());
            TargetProof.of(selection.leftAlone(last.clients().outputs()).keySet(), estate);
        }
    }

    /** Their sites, as they are published. */
    public List<PublishedSite> sites() {
        return selection.leftAlone(last.clients().sites()).entrySet().stream()
                .filter(site -> !site.getValue().isEmpty())
                .map(site -> PublishedSite.read(site.getKey(), site.getValue()))
                .toList();
    }

    /** A stack output by clients' names: what is new of the selected clients beside what was there of the others. */
    public <T> Output<Map<String, T>> beside(Map<String, T> before, Output<? extends Map<String, T>> now) {
        return now.applyValue(selected -> {
            var all = new TreeMap<>(selection.leftAlone(before));
            all.putAll(selected);
            return all;
        });
    }

    private List<Problem> unknown() {
        var known = new TreeSet<>(last.clients().outputs().keySet());
        plan.clients().forEach(client -> known.add(client.name().value()));
        known.addAll(Forgotten.ofEnvironment().clients());
        var strangers = selection.clients().stream()
                .filter(client -> !known.contains(client))
                .map(client -> new Problem(
                        client, "a client to update", "no client is called so", "one of " + String.join(", ", known)));
        var unreadable = selection.leftAlone(last.clients().outputs()).keySet().stream()
                .filter(client -> !isReadable(client, last.clients().sites().get(client)))
                .map(client -> new Problem(
                        client,
                        "its site as published",
                        "the last update was one of another version of this program",
                        "update all clients once: ./hosting up"));
        return Stream.concat(strangers, unreadable).toList();
    }

    private static boolean isReadable(String client, String stored) {
        return stored != null
                && (stored.isEmpty() || PublishedSite.read(client, stored).isWhole());
    }
}
