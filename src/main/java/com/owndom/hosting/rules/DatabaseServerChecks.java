package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.container.Cores;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.PostgresSettings;
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

    private static final String NAME = "[a-z]([a-z0-9-]{0,28}[a-z0-9])?";

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
        return servers.stream().flatMap(it -> of(it).stream()).toList();
    }

    private static List<Problem> of(DatabaseServer server) {
        var problems = new Problems("server " + server.name());
        if (!server.name().matches(NAME)) {
            problems.refuse(
                    "name \"" + server.name() + "\"",
                    "a name is a DNS label of at most 30 characters",
                    "write one like new DatabaseServer(\"reports\")");
        }
        var image = new ImageReference(server.image());
        if (!image.isWellFormed() || !image.isPinned()) {
            problems.refuse(
                    "image \"" + server.image() + "\"",
                    "an image names a tag or digest",
                    "write withImage(\"postgres:17\")");
        }
        amounts(server, problems);
        numbers(server, problems);
        return problems.found();
    }

    private static void amounts(DatabaseServer server, Problems problems) {
        if (!PostgresSettings.isAmount(server.sharedBuffers())) {
            problems.refuse(
                    "shared buffers \"" + server.sharedBuffers() + "\"",
                    "PostgreSQL writes an amount in kB, MB or GB",
                    "write withSharedBuffers(\"256MB\")");
        }
        if (!PostgresSettings.isAmount(server.workMem())) {
            problems.refuse(
                    "work_mem \"" + server.workMem() + "\"",
                    "PostgreSQL writes an amount in kB, MB or GB",
                    "write withWorkMem(\"4MB\")");
        }
        if (MemorySize.parse(server.memory()).isEmpty()) {
            problems.refuse("memory \"" + server.memory() + "\"", "is an amount in m or g", "write withMemory(\"2g\")");
        }
        if (Cores.parse(server.cpus()).isEmpty()) {
            problems.refuse("cores \"" + server.cpus() + "\"", "is a number of cores", "write withCpus(\"1.0\")");
        }
    }

    private static void numbers(DatabaseServer server, Problems problems) {
        if (server.number() < 1 || server.number() > DatabaseServer.LARGEST_NUMBER) {
            problems.refuse(
                    "number " + server.number(),
                    "a number is between 1 and " + DatabaseServer.LARGEST_NUMBER,
                    "leave withNumber(…) out, or choose one in that range");
        }
        if (server.maxConnections() <= PostgresSettings.RESERVED_CONNECTIONS) {
            problems.refuse(
                    "max connections " + server.maxConnections(),
                    PostgresSettings.RESERVED_CONNECTIONS + " are kept for managing the server",
                    "leave withMaxConnections(…) out for 200");
        }
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
