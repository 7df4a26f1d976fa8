package com.owndom.hosting;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.settings.EstateSettings;
import java.util.List;

/**
 * An estate with every convention applied and every rule checked.
 *
 * @param estate the estate's name; it stands in names of containers, networks, volumes and images
 * @param settings the stack's
 * @param clients in the order of the program
 */
record EstatePlan(String estate, EstateSettings settings, List<ClientPlan> clients) {

    /** Applies the conventions; throws one message with every problem. */
    static EstatePlan checked(String estate, EstateSettings settings, List<Client> clients) {
        var plans = clients.stream()
                .map(client -> ClientPlan.of(estate, settings, client))
                .toList();
        var plan = new EstatePlan(estate, settings, plans);
        EstateProblems.refuse(EstateChecks.of(plan));
        return plan;
    }

    /** The name of one of the estate's own networks. */
    String network(String part) {
        return "%s_%s_%s".formatted(estate, part, settings.stack());
    }
}
