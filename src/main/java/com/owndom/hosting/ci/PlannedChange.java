package com.owndom.hosting.ci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that an update will do. Names of properties alone: no value of any is ever read.
 *
 * @param verb as the engine calls the step
 * @param kind of the resource, as in {@code container}
 * @param name the resource's logical name
 * @param properties those that change
 */
record PlannedChange(String verb, String kind, String name, Set<String> properties) {

    /** Two say what {@code replace} says; reading the real state is no change, and what it finds is a step of its own. */
    private static final Set<String> NO_CHANGE = Set.of("create-replacement", "delete-replaced", "same", "refresh");

    static Optional<PlannedChange> of(JsonObject step) {
        var verb = step.get("op").getAsString();
        var urn = step.get("urn").getAsString().split("::");
        var type = urn[2].substring(urn[2].lastIndexOf('$') + 1);
        if (NO_CHANGE.contains(verb) || isOnlyAGroup(type)) {
            return Optional.empty();
        }
        var kind = type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
        return Optional.of(new PlannedChange(verb, kind, urn[3], properties(step)));
    }

    /** A line of a diff, which GitHub colours by its first character. */
    String line() {
        var what = properties.isEmpty() ? verb : verb + ": " + String.join(", ", properties);
        return "%s %-12s %-40s %s".formatted(mark(), kind, name, what);
    }

    private String mark() {
        return switch (verb) {
            case "create", "import" -> "+";
            case "delete", "discard" -> "-";
            default -> "!";
        };
    }

    private static boolean isOnlyAGroup(String type) {
        return type.startsWith("owndom:hosting:") || type.equals("pulumi:pulumi:Stack");
    }

    private static Set<String> properties(JsonObject step) {
        var names = new TreeSet<String>();
        if (isPresent(step.get("diffReasons"))) {
            step.getAsJsonArray("diffReasons").forEach(it -> names.add(topLevel(it.getAsString())));
        }
        if (isPresent(step.get("detailedDiff"))) {
            step.getAsJsonObject("detailedDiff").keySet().forEach(it -> names.add(topLevel(it)));
        }
        return names;
    }

    private static String topLevel(String path) {
        return path.split("[.\\[]")[0];
    }

    private static boolean isPresent(JsonElement element) {
        return element != null && !element.isJsonNull();
    }
}
