package com.owndom.hosting.plan;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which clients an update is about: every one, or some beside what all of them share. Of the others, resources, sites and
 * outputs stay as the last update left them, so an update of one client costs the same whatever their number.
 *
 * @param clients their names; empty for every client
 */
public record Selection(Set<String> clients) {

    /** Set by the launcher, together with {@code --target} for the same clients: their names, with a space between. */
    private static final String VARIABLE = "HOSTING_ONLY";

    /** Copies the names. */
    public Selection {
        clients = Set.copyOf(clients);
    }

    /** Every client. */
    public static Selection all() {
        return new Selection(Set.of());
    }

    /** These clients; without a name, every client. */
    public static Selection of(String... clients) {
        return new Selection(Set.of(clients));
    }

    /** Those that {@code ./hosting up} was asked for; without a name, every client. */
    public static Selection ofEnvironment() {
        var names = Optional.ofNullable(System.getenv(VARIABLE)).orElse("").split(" ");
        return new Selection(
                Arrays.stream(names).filter(name -> !name.isBlank()).collect(Collectors.toSet()));
    }

    /** Whether the update is about every client. */
    public boolean isAll() {
        return clients.isEmpty();
    }

    /** Whether the update is about this client. */
    public boolean includes(String client) {
        return isAll() || clients.contains(client);
    }

    /** What a map by clients' names has of those that are left alone. */
    public <T> Map<String, T> leftAlone(Map<String, T> byClient) {
        var others = new TreeMap<>(byClient);
        others.keySet().removeIf(this::includes);
        return others;
    }
}
