package com.owndom.hosting.ci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The issues and comments of one repository, through GitHub's API. */
final class GitHub {

    private static final int PAGE = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FIRST_ERROR = 400;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final String repository;
    private final String token;

    /** Of the repository that the run belongs to, by the variables that every run has. */
    GitHub(Map<String, String> environment) {
        this.repository =
                required(environment, "GITHUB_API_URL") + "/repos/" + required(environment, "GITHUB_REPOSITORY");
        this.token = required(environment, "GITHUB_TOKEN");
    }

    static String required(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(it -> !it.isBlank())
                .orElseThrow(() -> new IllegalStateException(variable + " is not set: this runs in a GitHub workflow"));
    }

    /** The first of a list that fits, page by page. */
    Optional<JsonObject> find(String list, Predicate<JsonObject> wanted) throws IOException, InterruptedException {
        for (var page = 1; ; page++) {
            var separator = list.contains("?") ? "&" : "?";
            var items = send("GET", list + separator + "per_page=" + PAGE + "&page=" + page, null)
                    .getAsJsonArray();
            var found = first(items, wanted);
            if (found.isPresent() || items.size() < PAGE) {
                return found;
            }
        }
    }

    JsonObject create(String path, JsonObject body) throws IOException, InterruptedException {
        return send("POST", path, body).getAsJsonObject();
    }

    JsonObject update(String path, JsonObject body) throws IOException, InterruptedException {
        return send("PATCH", path, body).getAsJsonObject();
    }

    /** Whether the workflow's own account has written it: anybody can copy a mark into a comment. */
    static boolean isOurs(JsonObject item) {
        return "github-actions[bot]"
                .equals(item.getAsJsonObject("user").get("login").getAsString());
    }

    private JsonElement send(String method, String path, JsonObject body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(repository + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= FIRST_ERROR) {
            throw new IOException(
                    "GitHub answered %d to %s %s: %s".formatted(response.statusCode(), method, path, response.body()));
        }
        return JsonParser.parseString(response.body());
    }

    private static Optional<JsonObject> first(JsonArray items, Predicate<JsonObject> wanted) {
        for (var item : items) {
            if (wanted.test(item.getAsJsonObject())) {
                return Optional.of(item.getAsJsonObject());
            }
        }
        return Optional.empty();
    }
}
