package com.owndom.hosting.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Turns {@code pulumi stack export} into a file for {@code pulumi import} that takes a client's role, database and volumes
 * into the state as they are.
 */
public final class ClientAdoption {

    private final List<JsonObject> state;
    private final String client;
    private final String server;
    private final JsonObject names = new JsonObject();
    private final JsonArray resources = new JsonArray();

    private ClientAdoption(JsonObject export, String client, String server) {
        var all = export.getAsJsonObject("deployment").getAsJsonArray("resources");
        this.state = StreamSupport.stream(all.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
        this.client = client;
        this.server = server;
    }

    /**
     * Reads the state from standard input.
     *
     * @param arguments the name of the client's data, its server's logical name, and what there is: {@code role=client_1},
     *     {@code database=client_1_db}, {@code files=old_files} for a volume
     */
    public static void main(String[] arguments) throws IOException {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            var export = JsonParser.parseReader(input).getAsJsonObject();
            System.out.print(importFile(export, List.of(arguments)));
        }
    }

    static String importFile(JsonObject export, List<String> arguments) {
        var adoption = new ClientAdoption(export, arguments.get(0), arguments.get(1));
        arguments.stream().skip(2).map(it -> it.split("=", 2)).forEach(it -> adoption.add(it[0], it[1]));
        return adoption.file();
    }

    private void add(String what, String id) {
        switch (what) {
            case "role" -> add("postgresql:index/role:Role", onServer(), id, "server");
            case "database" -> add("postgresql:index/database:Database", onServer(), id, "server");
            default -> add("docker:index/volume:Volume", client + "-" + what, id, "estate");
        }
    }

    /** {@code client-1}, or {@code client-1@reports} on a further server. */
    private String onServer() {
        return client + server.replaceFirst("^postgres", "").replaceFirst("^-", "@");
    }

    private void add(String type, String name, String id, String parent) {
        var provider = parent.equals("server") ? "postgresql" : "docker";
        names.addProperty(parent, parent.equals("server") ? urn("PostgresServer", server) : urn("Estate", ""));
        names.addProperty(
                provider,
                provider.equals("docker")
                        ? urn("pulumi:providers:docker", "")
                        : urn("pulumi:providers:postgresql", server));
        var resource = new JsonObject();
        resource.addProperty("type", type);
        resource.addProperty("name", name);
        resource.addProperty("id", id);
        resource.addProperty("parent", parent);
        resource.addProperty("provider", provider);
        resources.add(resource);
    }

    /** Of the one resource whose type ends so, with that logical name or any. */
    private String urn(String type, String name) {
        return state.stream()
                .filter(it -> it.get("type").getAsString().endsWith(type))
                .map(it -> it.get("urn").getAsString())
                .filter(it -> it.endsWith("::" + name) || name.isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the stack has no %s %s yet".formatted(type, name)));
    }

    private String file() {
        var file = new JsonObject();
        file.add("nameTable", names);
        file.add("resources", resources);
        return new GsonBuilder().setPrettyPrinting().create().toJson(file) + "\n";
    }
}
