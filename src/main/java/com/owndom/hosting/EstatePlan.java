package com.owndom.hosting;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.ReadSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * An estate with every convention applied and every rule checked.
 *
 * @param estate the estate's name; it stands in names of containers, networks, volumes and images
 * @param settings the stack's
 * @param clients in the order of the program
 */
record EstatePlan(String estate, EstateSettings settings, List<ClientPlan> clients) {

    /** Applies the conventions; throws one message with every problem, the settings' own first. */
    static EstatePlan checked(String estate, ReadSettings read, List<Client> clients) {
        var settings = read.settings();
        var plans = clients.stream()
                .map(client -> ClientPlan.of(estate, settings, client))
                .toList();
        var plan = new EstatePlan(estate, settings, plans);
        EstateProblems.refuse(Stream.of(read.problems(), EstateChecks.of(plan))
                .flatMap(List::stream)
                .toList());
        return plan;
    }

    /** The name of one of the estate's own networks. */
    String network(String part) {
        return "%s_%s_%s".formatted(estate, part, settings.stack());
    }
}
