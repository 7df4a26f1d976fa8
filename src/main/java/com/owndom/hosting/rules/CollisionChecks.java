package com.owndom.hosting.rules;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.name.ClientName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Where clients would get into each other's way. */
record CollisionChecks(List<ClientPlan> clients) {

    CollisionChecks {
        clients = List.copyOf(clients);
    }

    List<Problem> problems() {
        return Stream.of(names(), logins(), hosts(), volumes())
                .flatMap(it -> it)
                .toList();
    }

    /** The clients that have the same value of a property, by the value. */
    static <T> Map<T, List<ClientPlan>> sharing(List<ClientPlan> clients, Function<ClientPlan, T> property) {
        var groups = clients.stream().collect(groupingBy(property, LinkedHashMap::new, toList()));
        groups.values().removeIf(group -> group.size() < 2);
        return groups;
    }

    /** {@code client-1, client-2}. */
    static String names(List<ClientPlan> clients) {
        return clients.stream().map(it -> it.name().value()).collect(joining(", "));
    }

    private Stream<Problem> names() {
        var own = sharing(clients, client -> client.name().snake()).entrySet().stream()
                .map(it -> new Problem(
                        names(it.getValue()),
                        "\"" + it.getKey() + "\"",
                        "names must differ after hyphens become underscores",
                        "rename one of them"));
        var data = sharing(clients, ClientPlan::data).entrySet().stream()
                .filter(it ->
                        it.getValue().stream().map(ClientPlan::name).distinct().count() > 1)
                .map(it -> new Problem(
                        names(it.getValue()),
                        "data of \"" + it.getKey() + "\"",
                        "data belong to one client, under the name that they got first",
                        "give the new client another name, or remove one formerly(…)"));
        return Stream.concat(own, data);
    }

    /** The role of a client {@code client-1-login} would have the logical name of the role with which client-1 logs in. */
    private Stream<Problem> logins() {
        var stems = clients.stream().collect(toMap(client -> client.data().login(), identity(), (a, b) -> a));
        return clients.stream()
                .filter(client -> stems.containsKey(client.data().value()))
                .map(client -> new Problem(
                        client.name().value(),
                        "name \"" + client.data() + "\"",
                        "is what " + stems.get(client.data().value()).name() + " logs in to its database as",
                        "rename one of them"));
    }

    private Stream<Problem> hosts() {
        var owners = new TreeMap<String, List<ClientPlan>>();
        clients.forEach(client -> client.hosts().forEach(host -> owners.computeIfAbsent(host, any -> new ArrayList<>())
                .add(client)));
        owners.values().removeIf(group -> group.size() < 2);
        return owners.entrySet().stream()
                .map(it -> new Problem(
                        it.getValue().stream()
                                .map(client -> client.name().value())
                                .distinct()
                                .collect(joining(", ")),
                        "host " + it.getKey(),
                        "a host leads to one client, in one way",
                        "give one of them another domain"));
    }

    private Stream<Problem> volumes() {
        var users = new TreeMap<String, List<String>>();
        clients.stream().flatMap(ClientPlan::apps).forEach(app -> volumes(app)
                .forEach(volume ->
                        users.computeIfAbsent(volume, any -> new ArrayList<>()).add(app.subject())));
        users.values().removeIf(apps -> apps.size() < 2);
        return users.entrySet().stream()
                .map(it -> new Problem(
                        String.join(", ", it.getValue()),
                        "volume \"" + it.getKey() + "\"",
                        "a volume belongs to one app, at one path",
                        "rename one of them"));
    }

    /** As Docker would name them, where hyphens become underscores. */
    private static Stream<String> volumes(AppPlan app) {
        return app.app().volumes().values().stream()
                .map(volume -> new ClientName(app.data().logical(volume)).snake());
    }
}
