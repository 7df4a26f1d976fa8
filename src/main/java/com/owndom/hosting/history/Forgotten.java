package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients whose data were dropped on purpose, so that this update takes them out of the state: all of one that the program
 * does not have, and of another what it did not use any more.
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

    /** What the last update left, without them; refuses those that the program uses again. */
    LastUpdate in(LastUpdate last, EstatePlan plan) {
        EstateProblems.refuse(clients.stream()
                .sorted()
                .flatMap(client -> usedAgain(client, last, plan))
                .map(part -> new Problem(
                        part.getKey(),
                        part.getValue() + ", to be forgotten",
                        "the program uses it",
                        "take it out of the client's line, or the line itself, and ./hosting up first"))
                .toList());
        var left = last;
        for (var client : clients) {
            left = has(client, plan)
                    ? withoutUnused(client, left, plan)
                    : left.of(any -> true, it -> !it.equals(client));
        }
        return left;
    }

    private static boolean has(String client, EstatePlan plan) {
        return plan.clients().stream().anyMatch(it -> it.data().value().equals(client));
    }

    /** What was set aside when it was dropped. A client whose line is back uses all that it had again. */
    private static Stream<Map.Entry<String, String>> usedAgain(String client, LastUpdate last, EstatePlan plan) {
        var database = Optional.ofNullable(last.data().databases().get(client))
                .filter(it -> !it.isInUse() && plan.withDatabase().containsKey(client))
                .map(any -> "its database");
        var volumes = last.data().volumes().getOrDefault(client, Map.of()).entrySet().stream()
                .filter(it -> it.getValue().startsWith("set aside")
                        && plan.volumes().getOrDefault(client, Set.of()).contains(it.getKey()))
                .map(it -> "volume " + it.getKey())
                .sorted();
        return Stream.concat(database.stream(), volumes).map(part -> Map.entry(client, part));
    }

    private static LastUpdate withoutUnused(String client, LastUpdate last, EstatePlan plan) {
        var volumes = plan.volumes().getOrDefault(client, Set.of());
        return last.withoutUnused(client, plan.withDatabase().containsKey(client), volumes);
    }
}
