package com.owndom.hosting.ci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** As much of GitHub's API as comments and issues need, with pages and with tokens that may not write. */
final class FakeGitHub implements AutoCloseable {

    static final String BOT = "github-actions[bot]";
    final List<JsonObject> items = new ArrayList<>();
    final List<String> requests = new ArrayList<>();
    boolean mayWrite = true;
    private final HttpServer server;

    FakeGitHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/repos/owner/estate/", this::answer);
        server.start();
    }

    Map<String, String> environment() {
        return Map.of(
                "GITHUB_API_URL", "http://127.0.0.1:" + server.getAddress().getPort(),
                "GITHUB_SERVER_URL", "https://github.com",
                "GITHUB_REPOSITORY", "owner/estate",
                "GITHUB_RUN_ID", "77",
                "GITHUB_TOKEN", "the-token",
                "PULL_REQUEST", "12");
    }

    /** Something that is there already. */
    JsonObject add(String author, String key, String text) {
        var item = new JsonObject();
        item.addProperty("id", items.size() + 1);
        item.addProperty("number", items.size() + 1);
        item.add("user", JsonParser.parseString("{\"login\": \"" + author + "\"}"));
        item.addProperty("body", "");
        item.addProperty("title", "");
        item.addProperty(key, text);
        items.add(item);
        return item;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var method = exchange.getRequestMethod();
        requests.add(method + " " + exchange.getRequestURI());
        var authorized = "Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
        var allowed = authorized && (mayWrite || method.equals("GET"));
        var response = allowed ? handle(method, exchange) : "{\"message\": \"Resource not accessible by integration\"}";
        var bytes = response.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(allowed ? 200 : 403, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String handle(String method, HttpExchange exchange) throws IOException {
        if (method.equals("GET")) {
            return page(exchange.getRequestURI().getQuery());
        }
        var body = JsonParser.parseString(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .getAsJsonObject();
        var path = exchange.getRequestURI().getPath();
        var item = method.equals("POST")
                ? add(BOT, "body", "")
                : items.get(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)) - 1);
        body.entrySet().forEach(it -> item.add(it.getKey(), it.getValue()));
        return item.toString();
    }

    private String page(String query) {
        var page = Integer.parseInt(query.replaceAll(".*&page=|^page=", ""));
        var array = new JsonArray();
        items.stream().skip(100L * (page - 1)).limit(100).forEach(array::add);
        return array.toString();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
