package com.owndom.hosting.settings;

import com.owndom.hosting.name.ClientName;
import com.pulumi.core.Output;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** The names of the variables by client; no values. */
    public SortedMap<String, Set<String>> names() {
        var names = new TreeMap<String, Set<String>>();
        byClient.forEach((client, variables) -> names.put(client, new TreeSet<>(variables.keySet())));
        return names;
    }

    /** The value, as a secret; only of a variable that the stack {@link #has}. */
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
