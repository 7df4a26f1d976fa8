package com.owndom.hosting.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The databases of clients that are there and of those that are gone.
 *
 * @param byClient by the name that the client's data have
 */
public record KeptDatabases(Map<String, KeptDatabase> byClient) {

    /** Copies them. */
    public KeptDatabases {
        byClient = Map.copyOf(byClient);
    }

    /** Those that no client uses any more. */
    Set<String> setAside(Set<String> clients) {
        return byClient.keySet().stream()
                .filter(client -> !clients.contains(client))
                .collect(Collectors.toSet());
    }

    /** What to leave for the next update, with the server of each client that has a database. */
    SortedMap<String, String> next(Map<String, String> servers, Instant now) {
        var next = new TreeMap<String, KeptDatabase>();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        setAside(servers.keySet())
                .forEach(client -> next.put(client, byClient.get(client).setAside(today)));
        servers.forEach((client, server) -> next.put(
                client,
                byClient.getOrDefault(client, KeptDatabase.inUse(server)).inUseOn(server)));
        return new KeptDatabases(next).texts();
    }

    /** As they are left in the stack's outputs. */
    public SortedMap<String, String> texts() {
        var texts = new TreeMap<String, String>();
        byClient.forEach((client, database) -> texts.put(client, database.toString()));
        return texts;
    }
}
