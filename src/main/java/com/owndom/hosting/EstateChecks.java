package com.owndom.hosting;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import com.owndom.hosting.app.ImageReference;
import com.owndom.hosting.app.MemorySize;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientChecks;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.InitScripts;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.ClientNumber;
import com.owndom.hosting.settings.PostgresSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What can be wrong between clients, and between them and the stack's settings. */
final class EstateChecks {

    private final EstatePlan plan;
    private final List<Problem> problems = new ArrayList<>();

    private EstateChecks(EstatePlan plan) {
        this.plan = plan;
    }

    /** Every problem of the estate, each client's own first. */
    static List<Problem> of(EstatePlan plan) {
        var checks = new EstateChecks(plan);
        checks.estate();
        plan.clients().forEach(client -> checks.problems.addAll(ClientChecks.of(client, plan.settings())));
        checks.names();
        checks.hosts();
        checks.numbers();
        checks.hostPorts();
        checks.volumes();
        checks.connections();
        checks.initScripts();
        checks.servers();
        return checks.problems;
    }

    private void estate() {
        if (!new ClientName(plan.estate()).isLabel()) {
            refuse(plan.estate(), "estate name", "a name is a DNS label", "write \"owndom\"");
        }
    }

    private void names() {
        shared(client -> client.name().snake())
                .forEach((snake, clients) -> refuse(
                        names(clients),
                        "\"" + snake + "\"",
                        "names must differ after hyphens become underscores",
                        "rename one of them"));
    }

    private void hosts() {
        shared(ClientPlan::host)
                .forEach((host, clients) -> refuse(
                        names(clients),
                        "host " + host,
                        "a host leads to one client",
                        "give one of them another domain"));
    }

    private void numbers() {
        shared(ClientPlan::number)
                .forEach((number, clients) -> refuse(
                        names(clients),
                        "number " + number,
                        "a number gives ports and subnet to one client",
                        "write number(" + freeNumber() + ") for "
                                + clients.get(clients.size() - 1).name()));
    }

    private int freeNumber() {
        var taken = plan.clients().stream().map(ClientPlan::number).collect(Collectors.toSet());
        return IntStream.rangeClosed(1, ClientNumber.LARGEST)
                .filter(it -> !taken.contains(it))
                .findFirst()
                .orElseThrow();
    }

    private void hostPorts() {
        var settings = plan.settings();
        var taken = new HashSet<>(
                List.of(settings.http().port(), settings.postgres().port()));
        if (taken.size() < 2) {
            refuse(
                    "httpPort",
                    String.valueOf(settings.http().port()),
                    "is postgresPort too",
                    "pulumi config set postgresPort 5433");
        }
        plan.clients().forEach(client -> client.apps().forEach(app -> app.hostPort()
                .filter(taken::contains)
                .ifPresent(port -> refuse(
                        app.subject(),
                        "host port " + port,
                        "is the proxy's or PostgreSQL's",
                        "pulumi config set httpPort or postgresPort to another"))));
    }

    private void volumes() {
        var users = new TreeMap<String, List<String>>();
        plan.clients().stream()
                .flatMap(ClientPlan::apps)
                .forEach(app -> app.app().volumes().values().forEach(volume -> users.computeIfAbsent(
                                new ClientName(app.client().logical(volume)).snake(), any -> new ArrayList<>())
                        .add(app.subject())));
        users.values().removeIf(apps -> apps.size() < 2);
        users.forEach((volume, apps) -> refuse(
                String.join(", ", apps),
                "volume \"" + volume + "\"",
                "a volume belongs to one app, at one path",
                "rename one of them"));
    }

    private void connections() {
        var sum = plan.clients().stream()
                .flatMap(client -> client.database().stream())
                .mapToInt(Database::connectionLimit)
                .sum();
        var postgres = plan.settings().postgres();
        if (sum > postgres.availableConnections()) {
            refuse(
                    "maxConnections",
                    String.valueOf(postgres.maxConnections()),
                    "the clients' limits add up to %d, and %d are kept for managing the server"
                            .formatted(sum, PostgresSettings.RESERVED_CONNECTIONS),
                    "pulumi config set maxConnections " + (sum + PostgresSettings.RESERVED_CONNECTIONS)
                            + ", or lower withConnectionLimit of some clients");
        }
    }

    private void initScripts() {
        plan.clients().stream().filter(it -> it.database().isPresent()).forEach(client -> InitScripts.in(
                        plan.settings().root(), client.initDirectory())
                .transactionStatements()
                .forEach(place -> refuse(
                        client.name().value(),
                        place,
                        "init SQL runs in one transaction of its own",
                        "remove the transaction statement")));
    }

    private void servers() {
        var settings = plan.settings();
        image("proxyImage", settings.proxyImage());
        image("postgresImage", settings.postgres().image());
        size("postgresMemory", settings.postgres().memory());
        size("sharedBuffers", settings.postgres().sharedBuffers());
    }

    private void image(String setting, String image) {
        var reference = new ImageReference(image);
        if (!reference.isWellFormed() || !reference.isPinned()) {
            refuse(
                    setting,
                    "\"" + image + "\"",
                    "an image names a tag or digest",
                    "pulumi config set " + setting + " …");
        }
    }

    private void size(String setting, String size) {
        if (MemorySize.parse(size).isEmpty()) {
            refuse(setting, "\"" + size + "\"", "is an amount in m or g", "pulumi config set " + setting + " 512MB");
        }
    }

    private <T> LinkedHashMap<T, List<ClientPlan>> shared(Function<ClientPlan, T> property) {
        var groups = plan.clients().stream().collect(groupingBy(property, LinkedHashMap::new, Collectors.toList()));
        groups.values().removeIf(clients -> clients.size() < 2);
        return groups;
    }

    private static String names(List<ClientPlan> clients) {
        return clients.stream().map(it -> it.name().value()).collect(joining(", "));
    }

    private void refuse(String subject, String value, String rule, String fix) {
        problems.add(new Problem(subject, value, rule, fix));
    }
}
