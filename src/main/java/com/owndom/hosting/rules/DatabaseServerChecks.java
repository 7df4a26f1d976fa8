package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with the further database servers, and with the clients that want to live on one. */
record DatabaseServerChecks(EstatePlan plan) {

    /** Docker gives at most 13 of them an address in the network through which they are managed. */
    private static final int MOST = 12;

    List<Problem> problems() {
        return Stream.of(tooMany(), of(further()), names(), clients(), ports(), numbers(), unknown())
                .flatMap(Collection::stream)
                .toList();
    }

    private List<DatabaseServer> further() {
        return plan.servers().subList(1, plan.servers().size());
    }

    private List<Problem> tooMany() {
        var problems = new Problems(plan.estate().value());
        if (further().size() > MOST) {
            problems.refuse(
                    further().size() + " further database servers",
                    "an estate has at most " + MOST,
                    "move some to an estate of their own");
        }
        return problems.found();
    }

    private static List<Problem> of(List<DatabaseServer> servers) {
        return servers.stream()
                .flatMap(it -> new DescribedServerChecks(it).problems().stream())
                .toList();
    }

    private List<Problem> names() {
        var seen = new HashSet<String>();
        return plan.servers().stream()
                .filter(it -> !seen.add(it.name()))
                .map(it -> new Problem(
                        "server " + it.name(),
                        "its name",
                        it.isShared() ? "is that of the server that every estate has" : "is that of another server",
                        "rename it"))
                .toList();
    }

    /** Both would be called so in {@code ./hosting logs}. */
    private List<Problem> clients() {
        var servers = further().stream().map(DatabaseServer::host).toList();
        return plan.clients().stream()
                .filter(client -> servers.contains(client.name().value()))
                .map(client -> new Problem(
                        client.name().value(), "its name", "is that of a database server", "rename one of them"))
                .toList();
    }

    private List<Problem> ports() {
        var settings = plan.settings();
        var taken = new HashMap<>(Map.of(settings.http().port(), "httpPort"));
        if (settings.hasTls()) {
            taken.put(settings.http().httpsPort(), "httpsPort");
        }
        taken.put(settings.postgres().port(), "postgresPort");
        var problems = new ArrayList<Problem>();
        for (var server : further()) {
            var port = server.portOr(settings);
            var other = taken.putIfAbsent(port, "the port of server " + server.name());
            if (other != null || port < 1 || port > 65_535) {
                problems.add(new Problem(
                        "server " + server.name(),
                        "port " + port,
                        other == null ? "a port is between 1 and 65535" : "is " + other + " too",
                        "choose one that is free on the host: withPort(" + free(taken) + ")"));
            }
        }
        return problems;
    }

    private int free(Map<Integer, String> taken) {
        var port = plan.settings().postgres().port() + 1;
        while (taken.containsKey(port)) {
            port++;
        }
        return port;
    }

    private List<Problem> numbers() {
        return further().stream().collect(Collectors.groupingBy(DatabaseServer::number)).entrySet().stream()
                .filter(it -> it.getValue().stream()
                                .map(DatabaseServer::name)
                                .distinct()
                                .count()
                        > 1)
                .map(it -> new Problem(
                        it.getValue().stream()
                                .map(each -> "server " + each.name())
                                .collect(Collectors.joining(", ")),
                        "number " + it.getKey(),
                        "a number gives an address to one server",
                        "write withNumber(%d) for the newer one"
                                .formatted(1 + it.getKey() % DatabaseServer.LARGEST_NUMBER)))
                .toList();
    }

    private List<Problem> unknown() {
        var known = plan.servers().stream().map(DatabaseServer::name).toList();
        return plan.clients().stream()
                .filter(client -> client.database()
                        .map(Database::server)
                        .filter(it -> !known.contains(it))
                        .isPresent())
                .map(client -> new Problem(
                        client.name().value(),
                        "server \"" + client.database().orElseThrow().server() + "\"",
                        "the estate has no such database server",
                        "one of " + String.join(", ", known) + ", or a new DatabaseServer beside the clients"))
                .toList();
    }
}
