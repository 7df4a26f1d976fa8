package com.owndom.hosting.rules;

import com.owndom.hosting.app.App;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.plan.EstatePlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether every secret variable of a client is one that the program asks for: a misspelt one would be lost. Those of a
 * client that is gone may wait for its return.
 */
record SecretChecks(EstatePlan plan) {

    private static final String GIVEN = "set in the stack's settings";

    List<Problem> problems() {
        return plan.settings().secretEnvironment().names().entrySet().stream()
                .flatMap(it -> ofClient(it.getKey(), it.getValue()))
                .toList();
    }

    private Stream<Problem> ofClient(String name, Set<String> variables) {
        return client(name).map(it -> unused(it, variables)).orElse(Stream.of());
    }

    private Optional<ClientPlan> client(String name) {
        return plan.clients().stream()
                .filter(it -> it.name().value().equals(name))
                .findFirst();
    }

    private static Stream<Problem> unused(ClientPlan client, Set<String> variables) {
        return variables.stream()
                .filter(variable ->
                        apps(client).noneMatch(app -> app.secretEnvironment().contains(variable)))
                .map(variable -> unused("secretEnvironment." + client.name() + "." + variable, variable));
    }

    private static Problem unused(String key, String variable) {
        return new Problem(
                key,
                GIVEN,
                "no app of the client asks for it",
                "write secretEnvironment(\"" + variable + "\") in one, or pulumi config rm --path '" + key + "'");
    }

    private static Stream<App> apps(ClientPlan client) {
        return client.apps().map(it -> it.app());
    }
}
