package com.owndom.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** An answer of {@link FakeCloudflare}, in the envelope that all of that API's answers have. */
record FakeAnswer(int status, JsonObject body, Map<String, String> headers) {

    static FakeAnswer result(JsonElement result) {
        return new FakeAnswer(200, envelope(true, result, new JsonArray()), Map.of());
    }

    static FakeAnswer refusal(int status, int code, String message) {
        var error = new JsonObject();
        error.addProperty("code", code);
        error.addProperty("message", message);
        var errors = new JsonArray();
        errors.add(error);
        return new FakeAnswer(status, envelope(false, JsonNull.INSTANCE, errors), Map.of());
    }

    FakeAnswer with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new FakeAnswer(status, body, more);
    }

    void send(HttpExchange exchange) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static JsonObject envelope(boolean success, JsonElement result, JsonArray errors) {
        var body = new JsonObject();
        body.addProperty("success", success);
        body.add("errors", errors);
        body.add("messages", new JsonArray());
        body.add("result", result);
        return body;
    }
}
