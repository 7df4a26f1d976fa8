package com.owndom.hosting.history;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.Rollback;
import com.pulumi.context.LoggingContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes clients back to versions that served before, as the stack's setting {@code rollback} says. A rollback ends by
 * itself when the program has another version than the one that was rolled back from.
 *
 * @param plan as the program describes it
 * @param lastUpdate which version each rollback is from
 */
public record Rollbacks(EstatePlan plan, LastUpdate lastUpdate) {

    private static final String ASKED = "rollback";
    private static final String FROM = "from";

    /** The plan with every rollback that has not ended. */
    public EstatePlan applied() {
        return plan.with(plan.clients().stream()
                .map(client -> active(client).map(it -> client.at(it.version())).orElse(client))
                .toList());
    }

    /** Whether the client runs a version of before. */
    public boolean isActive(String client) {
        return rolledBack().anyMatch(it -> it.name().value().equals(client));
    }

    /** Says which clients run a version of before. */
    public void report(LoggingContext log) {
        rolledBack()
                .forEach(client -> log.warn(
                        "%s is rolled back to %s. Its next new version ends that, and so does ./hosting rollback %s --end"
                                .formatted(client.name(), asked(client).orElseThrow(), client.name())));
    }

    /** The stack output from which the next update knows whether there is a newer version. */
    public Map<String, Map<String, String>> outputs() {
        var outputs = new TreeMap<String, Map<String, String>>();
        plan.clients().forEach(client -> asked(client)
                .ifPresent(it -> outputs.put(
                        client.name().value(),
                        Map.of(
                                ASKED,
                                it.toString(),
                                FROM,
                                from(client, it),
                                "state",
                                active(client).isPresent() ? "active" : "over"))));
        return outputs;
    }

    /** Rollbacks of clients that are not in the program, and any in development. */
    public static List<Problem> problems(EstatePlan plan) {
        var names = plan.clients().stream().map(it -> it.name().value()).toList();
        return plan.settings().deploys().rollbacks().keySet().stream()
                .sorted()
                .filter(client -> plan.settings().isDevelopment() || !names.contains(client))
                .map(client -> new Problem(
                        client,
                        "a rollback in the stack's settings",
                        plan.settings().isDevelopment()
                                ? "in development the sources are mounted, so an older image changes nothing"
                                : "the program has no such client",
                        "pulumi config rm --path 'rollback." + client + "'"))
                .toList();
    }

    private Stream<ClientPlan> rolledBack() {
        return plan.clients().stream().filter(client -> active(client).isPresent());
    }

    private Optional<Rollback> active(ClientPlan client) {
        return asked(client)
                .filter(it -> from(client, it).equals(client.version().toString()));
    }

    private Optional<Rollback> asked(ClientPlan client) {
        return Optional.ofNullable(
                plan.settings().deploys().rollbacks().get(client.name().value()));
    }

    /** The version that the program had when the rollback was first applied. */
    private String from(ClientPlan client, Rollback rollback) {
        var last = lastUpdate.clients().rollbacks().getOrDefault(client.name().value(), Map.of());
        return rollback.toString().equals(last.get(ASKED))
                ? last.getOrDefault(FROM, "")
                : client.version().toString();
    }
}
