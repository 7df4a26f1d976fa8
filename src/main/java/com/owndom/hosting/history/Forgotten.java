package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Clients whose data were dropped on purpose, so that this update takes them out of the state.
 *
 * @param clients the names that their data had
 */
record Forgotten(Set<String> clients) {

    /** Set by {@code ./hosting forget}: names, with a space between. */
    private static final String VARIABLE = "HOSTING_FORGET";

    Forgotten {
        clients = Set.copyOf(clients);
    }

    static Forgotten ofEnvironment() {
        var names = Optional.ofNullable(System.getenv(VARIABLE)).orElse("").split(" ");
        return new Forgotten(
                Arrays.stream(names).filter(name -> !name.isBlank()).collect(Collectors.toSet()));
    }

    /** What the last update left, without them; refuses those that the program has. */
    LastUpdate in(LastUpdate last, EstatePlan plan) {
        EstateProblems.refuse(clients.stream()
                .filter(client ->
                        plan.clients().stream().anyMatch(it -> it.data().value().equals(client)))
                .map(client -> new Problem(
                        client,
                        "to be forgotten",
                        "the program has this client",
                        "remove its line and ./hosting up first"))
                .toList());
        return last.of(any -> true, data -> !clients.contains(data));
    }
}
