package com.owndom.hosting.ci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What {@code pulumi preview --json} has found.
 *
 * @param changes by name, so that what belongs to one client stands together
 * @param errors what went wrong, in the engine's words
 */
record Plan(List<PlannedChange> changes, List<String> errors) {

    private static final String NO_PLAN = "The preview ended before there was a plan; the log of the run says why.";

    static Plan read(String json) {
        try {
            var parsed = JsonParser.parseString(json);
            return parsed.isJsonObject() ? of(parsed.getAsJsonObject()) : new Plan(List.of(), List.of(NO_PLAN));
        } catch (JsonParseException cutShort) {
            return new Plan(List.of(), List.of(NO_PLAN));
        }
    }

    private static Plan of(JsonObject preview) {
        var changes = elements(preview, "steps")
                .flatMap(step -> PlannedChange.of(step).stream())
                .sorted(Comparator.comparing(PlannedChange::name).thenComparing(PlannedChange::kind))
                .toList();
        var errors = elements(preview, "diagnostics")
                .filter(it -> "error".equals(it.get("severity").getAsString()))
                .map(it -> it.get("message").getAsString().strip())
                .toList();
        return new Plan(changes, errors);
    }

    boolean isMade() {
        return errors.isEmpty();
    }

    /** The changes, or why there are none to know of. */
    List<String> lines() {
        return isMade()
                ? changes.stream().map(PlannedChange::line).toList()
                : errors.stream().flatMap(String::lines).toList();
    }

    /** As in {@code 2 create, 1 replace}. */
    String summary() {
        Map<String, Long> counts = changes.stream()
                .map(PlannedChange::verb)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "no changes"
                : counts.entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static Stream<JsonObject> elements(JsonObject preview, String key) {
        var array = preview.has(key) && preview.get(key).isJsonArray() ? preview.getAsJsonArray(key) : new JsonArray();
        return StreamSupport.stream(array.spliterator(), false).map(it -> it.getAsJsonObject());
    }
}
