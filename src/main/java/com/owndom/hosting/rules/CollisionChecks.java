package com.owndom.hosting.rules;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.app.AppRole;
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
        return Stream.of(names(), parts(), hosts(), volumes()).flatMap(it -> it).toList();
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

    /** A client {@code shop-frontend} would be called as the frontend of shop is, in the plan and for {@code ./hosting up}. */
    private Stream<Problem> parts() {
        var owners = new TreeMap<String, ClientPlan>();
        clients.forEach(client -> parts(client).forEach(part -> owners.putIfAbsent(part, client)));
        return clients.stream()
                .filter(client -> owners.containsKey(client.data().value())
                        || owners.containsKey(client.name().value()))
                .map(client -> new Problem(
                        client.name().value(),
                        "name \"" + client.name() + "\"",
                        "is what a part of another client is called",
                        "rename one of them"));
    }

    private static Stream<String> parts(ClientPlan client) {
        var apps = Stream.of(AppRole.values())
                .map(AppRole::label)
                .flatMap(role -> Stream.of(role, role + "-release", role + "-secrets"))
                .map(client.name()::logical);
        var data = Stream.of(
                        Stream.of("login", "init", "closed"),
                        client.volumes().stream(),
                        client.database().stream().flatMap(it -> it.extensions().stream()))
                .flatMap(it -> it)
                .map(client.data()::logical);
        return Stream.concat(apps, data);
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
