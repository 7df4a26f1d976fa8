package com.owndom.hosting.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Prints what an update would make that may be there already, and is then better taken into the state: reads
 * {@code pulumi preview --json}. A line for each: type, logical name, real name, and the provider's logical name.
 */
public final class Adoptable {

    private static final Set<String> KEPT = Set.of(
            "docker:index/network:Network",
            "docker:index/volume:Volume",
            "postgresql:index/role:Role",
            "postgresql:index/database:Database");

    private Adoptable() {}

    /** Reads the plan from standard input. */
    public static void main(String[] arguments) throws IOException {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            of(JsonParser.parseReader(input).getAsJsonObject()).forEach(System.out::println);
        }
    }

    static List<String> of(JsonObject plan) {
        return StreamSupport.stream(plan.getAsJsonArray("steps").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(step -> step.get("op").getAsString().equals("create"))
                .map(step -> step.getAsJsonObject("newState"))
                .filter(state -> KEPT.contains(state.get("type").getAsString()))
                .map(Adoptable::line)
                .toList();
    }

    private static String line(JsonObject state) {
        var provider = state.get("provider").getAsString();
        return String.join(
                " ",
                state.get("type").getAsString(),
                last(state.get("urn").getAsString()),
                state.getAsJsonObject("inputs").get("name").getAsString(),
                last(provider.substring(0, provider.lastIndexOf("::"))));
    }

    private static String last(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }
}
