package com.owndom.hosting.job;

import java.util.Map;
import java.util.Optional;

/**
 * Which data are whose, as the last update left it: those of a client that was renamed have its first name.
 *
 * @param clients what a person was told of each, by its name
 */
public record DataNames(Map<String, Map<String, String>> clients) {

    /** What a client's output calls the name of its data. */
    public static final String KEY = "data";

    /** Copies the outputs. */
    public DataNames {
        clients = Map.copyOf(clients);
    }

    /** The name of a client's data; none where there was no such client, or its last update did not say. */
    public Optional<String> of(String client) {
        return Optional.ofNullable(clients.getOrDefault(client, Map.of()).get(KEY));
    }

    /** The client whose data have that name, if there was one. */
    public Optional<String> owner(String data) {
        return clients.keySet().stream()
                .filter(client -> of(client).equals(Optional.of(data)))
                .findFirst();
    }
}
