package com.owndom.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same resources as a Pulumi YAML program, made from the state of the Java one: types, names, inputs, dependencies and
 * options. YAML has no components, so there are none, and no stack outputs.
 */
public final class YamlTwin {

    private static final Gson JSON = new GsonBuilder()
            .serializeNulls()
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();
    private static final String SECRET = "4dabf18193072939515e22adb298388d";
    private static final List<String> OPTIONS = List.of("protect", "retainOnDelete", "replaceOnChanges");

    private final List<JsonObject> resources;
    private final JsonObject program = new JsonObject();

    private YamlTwin(List<JsonObject> resources) {
        this.resources = resources;
    }

    /** Arguments: a state with its secrets in plain text, the program to write, the state to write. */
    public static void main(String[] arguments) throws IOException {
        var text = Files.readString(Path.of(arguments[0]));
        // Without components, a resource's type has no parents in its name.
        var flat = text.replaceAll("(urn:pulumi:[^\":]+::[^\":]+::)[^\"]*\\$([^\"$]+::)", "$1$2");
        var state = JsonParser.parseString(flat).getAsJsonObject();
        var deployment = state.getAsJsonObject("deployment");
        var twin = new YamlTwin(GrownState.objects(deployment.getAsJsonArray("resources")).stream()
                .filter(it -> it.get("custom").getAsBoolean() || GrownState.isStack(it))
                .toList());
        twin.flatten();
        deployment.add("resources", JSON.toJsonTree(twin.resources));
        Files.writeString(Path.of(arguments[2]), JSON.toJson(state));
        twin.resources.stream().filter(twin::isDeclared).forEach(twin::declare);
        Files.writeString(Path.of(arguments[1]), twin.text());
    }

    private void flatten() {
        var urns = resources.stream().map(YamlTwin::urn).toList();
        var stack = resources.stream().filter(GrownState::isStack).findFirst().orElseThrow();
        resources.stream().filter(it -> it.has("parent")).forEach(it -> it.addProperty("parent", urn(stack)));
        resources.forEach(it -> it.add("dependencies", JSON.toJsonTree(dependencies(it, urns))));
        stack.add("outputs", new JsonObject());
    }

    private static List<String> dependencies(JsonObject resource, List<String> urns) {
        return resource.has("dependencies")
                ? GrownState.elements(resource.getAsJsonArray("dependencies")).stream()
                        .map(JsonElement::getAsString)
                        .filter(urns::contains)
                        .toList()
                : List.of();
    }

    private boolean isDeclared(JsonObject resource) {
        return !GrownState.isStack(resource) && !urn(resource).endsWith("::default");
    }

    private void declare(JsonObject resource) {
        var options = new JsonObject();
        options.add("dependsOn", JSON.toJsonTree(references(resource.getAsJsonArray("dependencies"))));
        OPTIONS.stream().filter(resource::has).forEach(it -> options.add(it, resource.get(it)));
        var provider = resource.has("provider") ? resource.get("provider").getAsString() : "";
        if (!provider.isEmpty() && !provider.contains("::default::")) {
            options.addProperty("provider", reference(provider.substring(0, provider.lastIndexOf("::"))));
        }
        var declared = new JsonObject();
        declared.add("type", resource.get("type"));
        declared.addProperty("name", name(urn(resource)));
        declared.add("properties", inputs(resource, options));
        declared.add("options", options);
        program.add(key(urn(resource)), declared);
    }

    private static JsonElement inputs(JsonObject resource, JsonObject options) {
        var inputs = value(resource.get("inputs")).getAsJsonObject();
        if (urn(resource).contains("pulumi:providers:")) {
            options.add("version", inputs.remove("version"));
            inputs.keySet().removeIf(it -> it.startsWith("__"));
        }
        return inputs;
    }

    private static List<String> references(JsonArray urns) {
        return GrownState.elements(urns).stream()
                .map(it -> reference(it.getAsString()))
                .toList();
    }

    private static String reference(String urn) {
        return "${" + key(urn) + "}";
    }

    private static String key(String urn) {
        return urn.substring(urn.indexOf("::", urn.indexOf("::") + 2) + 2).replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static String name(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }

    private static String urn(JsonObject resource) {
        return resource.get("urn").getAsString();
    }

    /** As a program writes it: without the provider's defaults, secrets as secrets. */
    private static JsonElement value(JsonElement stored) {
        if (stored instanceof JsonObject object) {
            return object.has(SECRET) ? secret(object) : object(object);
        }
        if (stored instanceof JsonArray array) {
            return JSON.toJsonTree(
                    GrownState.elements(array).stream().map(YamlTwin::value).toList());
        }
        return stored instanceof JsonPrimitive text && text.isString()
                ? new JsonPrimitive(text.getAsString().replaceAll("\\$(?=[${])", "\\$\\$"))
                : stored;
    }

    private static JsonElement secret(JsonObject object) {
        var plain = JsonParser.parseString(object.get("plaintext").getAsString());
        return JSON.toJsonTree(Map.of("fn::secret", value(plain)));
    }

    private static JsonElement object(JsonObject stored) {
        var defaults = stored.has("__defaults")
                ? GrownState.elements(stored.getAsJsonArray("__defaults"))
                : List.<JsonElement>of();
        var values = new TreeMap<String, JsonElement>();
        stored.entrySet().forEach(it -> values.put(it.getKey(), value(it.getValue())));
        values.remove("__defaults");
        defaults.forEach(it -> values.remove(it.getAsString()));
        return JSON.toJsonTree(values);
    }

    /** JSON is YAML. */
    private String text() {
        return JSON.toJson(Map.of("name", "bench", "runtime", "yaml", "resources", program));
    }
}
