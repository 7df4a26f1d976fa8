package com.owndom.hosting.rules;

import static java.util.stream.Collectors.toMap;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.plan.EstatePlan;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether what the stack says about clients' visitors, and about maintenance, is about clients that there are. */
record VisitorChecks(EstatePlan plan) {

    List<Problem> problems() {
        return Stream.of(closed(), unasked(), malformed(), missing())
                .flatMap(it -> it)
                .toList();
    }

    private Stream<Problem> closed() {
        return plan.settings().proxy().maintenance().keySet().stream()
                .filter(client -> !clients().containsKey(client))
                .map(client -> new Problem(
                        "maintenance." + client,
                        "set in the stack's settings",
                        "is no client of the program",
                        "pulumi config rm --path 'maintenance." + client + "'"));
    }

    /** Who is named would believe that the site is closed to others. */
    private Stream<Problem> unasked() {
        return plan.settings().visitors().clients().stream()
                .filter(clients()::containsKey)
                .filter(client -> !clients().get(client).description().asksForPassword())
                .map(client -> new Problem(
                        "visitors." + client,
                        "set in the stack's settings",
                        "the client does not ask for a password",
                        "write password() in it, or pulumi config rm --path 'visitors." + client + "'"));
    }

    private Stream<Problem> malformed() {
        var visitors = plan.settings().visitors();
        return visitors.clients().stream().flatMap(client -> visitors.malformed(client).stream()
                .map(name -> new Problem(
                        "visitors." + client + "." + name,
                        "(not shown)",
                        "a visitor is a name without a colon or space and the hash of a password, never the password",
                        set(client))));
    }

    private Stream<Problem> missing() {
        return plan.clients().stream()
                .filter(client -> client.description().asksForPassword())
                .map(client -> client.name().value())
                .filter(client -> !plan.settings().visitors().has(client))
                .map(client -> new Problem(client, "password()", "the stack names no visitor of it", set(client)));
    }

    private static String set(String client) {
        return "pulumi config set --secret --path 'visitors." + client + ".anna' \"$(openssl passwd -6)\"";
    }

    private Map<String, ClientPlan> clients() {
        return plan.clients().stream().collect(toMap(it -> it.name().value(), Function.identity(), (a, b) -> a));
    }
}
