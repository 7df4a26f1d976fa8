package com.owndom.hosting;

import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.dns.ExistingRecords;
import com.owndom.hosting.dns.HostRecord;
import com.owndom.hosting.dns.PlannedRecord;
import com.owndom.hosting.dns.Records;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.proxy.Publication;
import com.pulumi.core.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The records of every client: each is made once its client answers, and is gone before its client's containers are.
 *
 * <p>A preview shows them all. An update in which a client does not answer declares none of its records: new ones are not
 * made, and those that are there stay, because the engine deletes nothing in an update that failed.
 *
 * @param plan of the estate
 * @param lastUpdate what it left for this one
 * @param records declares them
 */
record EstateDns(EstatePlan plan, LastUpdate lastUpdate, Records records) {

    /** Throws when Cloudflare has records in place of which new ones would be made. */
    void refuseForeign(String stack, StackResources state) {
        var unknown = plan.dns().stream()
                .flatMap(client -> client.records().stream())
                .filter(it -> !before(it.client().value()).containsKey(it.logicalName()))
                .toList();
        new ExistingRecords(stack, state, unknown).refuse();
    }

    /** Declares the records; what is there afterwards by logical name, by the client's name. */
    Output<Map<String, Map<String, String>>> declare(List<HostedClient> clients, Publication publication) {
        var byClient = new ArrayList<Output<Map.Entry<String, Map<String, String>>>>();
        for (var i = 0; i < clients.size(); i++) {
            var name = clients.get(i).name();
            byClient.add(declare(plan.dns().get(i).records(), clients.get(i), publication)
                    .applyValue(records -> Map.entry(name, records)));
        }
        return Output.all(byClient).applyValue(EstateDns::merged);
    }

    /** Gives the zones their settings, if the stack wants that. */
    void beStrict(Publication publication) {
        var dns = plan.settings().dns();
        if (dns.strict()) {
            publication.whenDone(() -> Output.of(records.beStrict(dns.zones())), List::of);
        }
    }

    /** The records that have to be made elsewhere, by client. */
    static Map<String, List<String>> elsewhere(EstatePlan plan) {
        var elsewhere = new TreeMap<String, List<String>>();
        plan.dns().stream()
                .filter(it -> !it.elsewhere().isEmpty())
                .forEach(it -> elsewhere.put(
                        it.client().name().value(),
                        it.elsewhere().stream().map(HostRecord::toString).toList()));
        return elsewhere;
    }

    private Output<Map<String, String>> declare(
            List<PlannedRecord> planned, HostedClient client, Publication publication) {
        if (planned.isEmpty()) {
            return Output.of(Map.of());
        }
        Supplier<Map<String, String>> asBefore = () -> asBefore(client, planned);
        return Output.tuple(client.refusal(), client.containers())
                .apply(it -> it.t1.isPresent()
                        ? Output.of(asBefore.get())
                        : publication.whenDone(() -> records.declare(planned, it.t2), asBefore));
    }

    private Map<String, String> before(String client) {
        return lastUpdate.clients().dns().getOrDefault(client, Map.of());
    }

    private Map<String, String> asBefore(HostedClient client, List<PlannedRecord> planned) {
        var before = new TreeMap<>(before(client.name()));
        before.keySet()
                .retainAll(planned.stream().map(PlannedRecord::logicalName).toList());
        return before;
    }

    private static Map<String, Map<String, String>> merged(List<Map.Entry<String, Map<String, String>>> each) {
        var merged = new TreeMap<String, Map<String, String>>();
        each.stream().filter(it -> !it.getValue().isEmpty()).forEach(it -> merged.put(it.getKey(), it.getValue()));
        return merged;
    }
}
