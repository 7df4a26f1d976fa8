package com.owndom.hosting.settings;

import com.owndom.hosting.name.ClientName;
import com.pulumi.core.Output;
import java.util.Map;
import java.util.Optional;

/** The stack's secret environment variables by client. Never prints a value. */
public final class SecretEnvironment {

    private final Map<String, Map<String, String>> byClient;

    /** Copies the values by client and name. */
    public SecretEnvironment(Map<String, Map<String, String>> byClient) {
        this.byClient = Map.copyOf(byClient);
    }

    /** Whether the stack has that variable for that client. */
    public boolean has(ClientName client, String variable) {
        return find(client, variable).isPresent();
    }

    /** The value, as a secret. */
    public Output<String> value(ClientName client, String variable) {
        return Output.ofSecret(find(client, variable).orElseThrow());
    }

    private Optional<String> find(ClientName client, String variable) {
        return Optional.ofNullable(
                byClient.getOrDefault(client.value(), Map.of()).get(variable));
    }

    @Override
    public String toString() {
        return "SecretEnvironment[" + byClient.keySet() + "]";
    }
}
