package com.owndom.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The state that an estate would have with more clients like its first one. A preview of the larger program that finds
 * nothing to change is the proof.
 */
public final class GrownState {

    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private final List<JsonObject> resources;
    private final List<FirstClient.Copy> copies;

    private GrownState(List<JsonObject> resources, List<FirstClient.Copy> copies) {
        this.resources = resources;
        this.copies = copies;
    }

    /** Reads a state from standard input and writes it with the clients FROM to TO added; arguments: FROM TO. */
    public static void main(String[] arguments) {
        var state = JsonParser.parseReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
                .getAsJsonObject();
        var deployment = state.getAsJsonObject("deployment");
        var resources = objects(deployment.getAsJsonArray("resources"));
        var client = FirstClient.in(resources);
        var copies = IntStream.rangeClosed(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
                .mapToObj(client::copy)
                .toList();
        deployment.add("resources", array(new GrownState(resources, copies).grown()));
        System.out.println(JSON.toJson(state));
    }

    private Stream<JsonObject> grown() {
        resources.stream().filter(GrownState::isStack).forEach(it -> outputs(it.getAsJsonObject("outputs")));
        var publication = resources.get(resources.size() - 1);
        uploads(publication.getAsJsonObject("inputs"));
        uploads(publication.getAsJsonObject("outputs"));
        var added = copies.stream()
                .flatMap(it -> resources.stream().filter(FirstClient::owns).map(one -> copy(it, one)))
                .map(JsonElement::getAsJsonObject);
        return Stream.of(resources.subList(0, resources.size() - 1).stream(), added, Stream.of(publication))
                .flatMap(it -> it);
    }

    private void outputs(JsonObject stack) {
        for (var output : List.of("clients", "databases", "logins", "versions", "volumes")) {
            addCopies(stack.getAsJsonObject(output));
        }
        var sites = stack.getAsJsonObject("sites");
        var plain = JsonParser.parseString(sites.get("plaintext").getAsString()).getAsJsonObject();
        addCopies(plain);
        sites.addProperty("plaintext", JSON.toJson(plain));
    }

    private void addCopies(JsonObject byClient) {
        if (byClient.has("client-1")) {
            copies.forEach(it -> byClient.add(it.of("client-1"), copy(it, byClient.get("client-1"))));
        }
    }

    static boolean isStack(JsonObject resource) {
        return resource.get("type").getAsString().equals("pulumi:pulumi:Stack");
    }

    private void uploads(JsonObject properties) {
        objects(properties.getAsJsonArray("uploads")).stream()
                .filter(it -> file(it).endsWith("/release.txt"))
                .forEach(it ->
                        it.addProperty("content", release(it.get("content").getAsString())));
    }

    /** Its files in the order of their paths, each after a line with its path. */
    private String release(String text) {
        var files = new TreeMap<String, String>();
        Stream.of(text.split("(?m)^@@ ")).filter(it -> !it.isEmpty()).forEach(it -> {
            var end = it.indexOf('\n');
            files.put(it.substring(0, end), it.substring(end + 1));
        });
        var site = files.subMap("sites/client-1.", "sites/client-1/");
        copies.forEach(copy -> Map.copyOf(site).forEach((path, content) -> files.put(copy.of(path), copy.of(content))));
        return files.entrySet().stream()
                .map(it -> "@@ " + it.getKey() + "\n" + it.getValue())
                .collect(Collectors.joining());
    }

    private static String file(JsonObject upload) {
        return upload.get("file").getAsString();
    }

    private static JsonElement copy(FirstClient.Copy copy, JsonElement one) {
        return JsonParser.parseString(copy.of(JSON.toJson(one)));
    }

    static List<JsonElement> elements(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<JsonObject> objects(JsonArray array) {
        return elements(array).stream().map(JsonElement::getAsJsonObject).toList();
    }

    private static JsonArray array(Stream<JsonObject> objects) {
        var array = new JsonArray();
        objects.forEach(array::add);
        return array;
    }
}
