package com.owndom.hosting.settings;

import com.google.gson.JsonParser;
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

    static Set<String> parse(String project, String json) {
        var prefix = project + ":";
        return JsonParser.parseString(json).getAsJsonObject().keySet().stream()
                .map(key -> key.replace(":config:", ":"))
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toSet());
    }
}
