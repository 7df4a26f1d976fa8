package com.owndom.hosting.settings;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys that the stack's settings hold; the SDK reads values by key but does not list them. */
final class ConfigKeys {

    private ConfigKeys() {}

    /** The keys of that project as the engine passes them to the program. */
    static Set<String> given(String project) {
        var passed = System.getenv("PULUMI_CONFIG");
        return passed == null ? Set.of() : parse(project, passed);
    }

    /** Those of them whose values are encrypted. */
    static Set<String> encrypted(String project) {
        var passed = System.getenv("PULUMI_CONFIG_SECRET_KEYS");
        return passed == null ? Set.of() : parse(project, passed);
    }

    static Set<String> parse(String project, String json) {
        var prefix = project + ":";
        return keys(JsonParser.parseString(json)).stream()
                .map(key -> key.replace(":config:", ":"))
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    /** Of an object with values, or of a list without. */
    private static List<String> keys(JsonElement passed) {
        return passed.isJsonObject()
                ? List.copyOf(passed.getAsJsonObject().keySet())
                : passed.getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsString)
                        .toList();
    }
}
