package com.owndom.hosting.rules;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.ReadSettings;
import java.util.List;
import java.util.function.UnaryOperator;

/** What an estate of one client is refused for, with the whole message a person reads. */
final class ClientProblems {

    private ClientProblems() {}

    /** Of client-1 with published images and these options; none when it passes. */
    static List<String> of(EstateSettings settings, UnaryOperator<ClientBuilder> options) {
        var client = new Client(
                "client-1",
                it -> options.apply(it.frontend(app -> app.image("web:1")).backend(app -> app.image("api:1"))));
        try {
            EstateChecks.passed("owndom", new ReadSettings(settings, List.of()), List.of(client));
            return List.of();
        } catch (EstateProblems refused) {
            return refused.problems().stream().map(Problem::toString).toList();
        }
    }
}
