package com.owndom.hosting;

import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.proxy.Publication;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an estate leaves in the stack's outputs, for people and for the next update.
 *
 * @param clients in the order of the program
 * @param publication of their sites
 */
record EstateOutputs(List<HostedClient> clients, Publication publication) {

    EstateOutputs {
        clients = List.copyOf(clients);
    }

    /** Each client's outputs by its name. */
    Output<Map<String, Map<String, String>>> byClient() {
        return Output.all(clients.stream().map(HostedClient::outputs).toList()).applyValue(all -> {
            var byName = new TreeMap<String, Map<String, String>>();
            all.forEach(client -> byName.put(client.get("name"), client));
            return byName;
        });
    }

    /** The jobs that succeeded, by their names. */
    Output<Map<String, String>> jobs() {
        var outcomes = new TreeMap<String, Output<JobOutcome>>();
        outcomes.put(Publication.NAME, publication.outcome());
        clients.forEach(client -> client.init().ifPresent(job -> outcomes.put(job.name(), job.outcome())));
        return LastUpdate.jobs(outcomes);
    }
}
