package com.owndom.hosting.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * After an update was killed, a role or database may be on the server that the state does not know, and the next update
 * could not create it again. Turns {@code pulumi stack export} into a file for {@code pulumi import}, so that nothing has
 * to be dropped. Prints nothing when there is no such resource. One that was to replace another can't be imported beside
 * it: that is a login, which owns nothing, and the launcher drops it.
 */
public final class InterruptedCreates {

    private static final Set<String> KEPT_ON_THE_SERVER =
            Set.of("postgresql:index/role:Role", "postgresql:index/database:Database");

    private InterruptedCreates() {}

    /** Reads the state from standard input. */
    public static void main(String[] arguments) throws IOException {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            System.out.print(importFile(JsonParser.parseReader(input).getAsJsonObject()));
        }
    }

    static String importFile(JsonObject export) {
        var names = new JsonObject();
        var resources = new JsonArray();
        pending(export.getAsJsonObject("deployment")).forEach(it -> resources.add(resource(it, names)));
        if (resources.isEmpty()) {
            return "";
        }
        var file = new JsonObject();
        file.add("nameTable", names);
        file.add("resources", resources);
        return new GsonBuilder().setPrettyPrinting().create().toJson(file) + "\n";
    }

    private static Iterable<JsonObject> pending(JsonObject deployment) {
        var known = objects(deployment, "resources").map(it -> text(it, "urn")).collect(Collectors.toSet());
        return objects(deployment, "pending_operations")
                .filter(it -> text(it, "type").equals("creating"))
                .map(it -> it.getAsJsonObject("resource"))
                .filter(it -> KEPT_ON_THE_SERVER.contains(text(it, "type")))
                .filter(it -> !known.contains(text(it, "urn")))
                .toList();
    }

    private static Stream<JsonObject> objects(JsonObject deployment, String list) {
        var elements = deployment.getAsJsonArray(list);
        return StreamSupport.stream((elements == null ? new JsonArray() : elements).spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    private static JsonObject resource(JsonObject pending, JsonObject names) {
        var provider = text(pending, "provider");
        names.addProperty("parent", text(pending, "parent"));
        names.addProperty("provider", provider.substring(0, provider.lastIndexOf("::")));
        var urn = text(pending, "urn");
        var resource = new JsonObject();
        resource.addProperty("type", text(pending, "type"));
        resource.addProperty("name", urn.substring(urn.lastIndexOf("::") + 2));
        resource.addProperty("id", text(pending.getAsJsonObject("inputs"), "name"));
        resource.addProperty("parent", "parent");
        resource.addProperty("provider", "provider");
        return resource;
    }

    private static String text(JsonObject object, String key) {
        return object.get(key).getAsString();
    }
}
