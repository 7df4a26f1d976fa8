package com.owndom.hosting.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.StackOutput;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Tells of the data that stay though nothing of the program uses them any more.
 *
 * @param outputs of the stack
 * @param today from which their age is counted
 */
record SetAsideData(JsonObject outputs, LocalDate today) {

    /** A line for each client. */
    String lines() {
        var parts = new TreeMap<String, List<String>>();
        map(StackOutput.DATABASES.key(), outputs)
                .forEach((client, state) -> add(parts, client, "its database", state.getAsString()));
        map(StackOutput.VOLUMES.key(), outputs)
                .forEach((client, volumes) -> map(client, outputs.getAsJsonObject(StackOutput.VOLUMES.key()))
                        .forEach((volume, state) -> add(parts, client, "volume " + volume, state.getAsString())));
        return parts.entrySet().stream()
                .map(it ->
                        "Set aside of %1$s: %2$s. Back with its line in the program; ./hosting forget %1$s drops it.%n"
                                .formatted(it.getKey(), String.join(", ", it.getValue())))
                .collect(Collectors.joining());
    }

    /** A volume's state is that of a database on the server that every estate has. */
    private void add(Map<String, List<String>> parts, String client, String what, String state) {
        KeptDatabase.of(state).setAside().ifPresent(since -> parts.computeIfAbsent(client, any -> new ArrayList<>())
                .add("%s (since %s, %d days)".formatted(what, since, ChronoUnit.DAYS.between(since, today))));
    }

    private static Map<String, JsonElement> map(String name, JsonObject outputs) {
        return outputs.has(name) ? outputs.getAsJsonObject(name).asMap() : Map.of();
    }
}
