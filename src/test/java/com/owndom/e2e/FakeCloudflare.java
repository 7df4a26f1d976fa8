package com.owndom.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers as Cloudflare's API does for tokens, zones, their DNS records and their settings. It listens on every address,
 * so that containers can ask it too.
 */
final class FakeCloudflare implements AutoCloseable {

    private static final String BASE = "/client/v4";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, FakeZone> zones = new ConcurrentHashMap<>();
    private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Fault> faults = new ConcurrentLinkedDeque<>();
    private volatile Duration latency = Duration.ZERO;

    /** What was asked, when, and the status of the answer. */
    record Request(Instant time, String method, String path, String body, int status) {
        @Override
        public String toString() {
            return method + " " + path + " " + status;
        }
    }

    /** What a request is answered with instead. */
    private record Fault(String method, FakeAnswer answer) {}

    /** Starts with no zone, and no token that it knows. */
    FakeCloudflare() {
        try {
            server = HttpServer.create(new InetSocketAddress(0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** The base URL, for what runs on this machine. */
    String url() {
        return "http://127.0.0.1:" + port() + BASE;
    }

    /** A zone of that domain; of one that is there already, that one. */
    FakeZone zone(String domain) {
        return zones.values().stream()
                .filter(it -> it.domain().equals(domain))
                .findFirst()
                .orElseGet(() -> {
                    var zone = new FakeZone(domain);
                    zones.put(zone.id(), zone);
                    return zone;
                });
    }

    /** A token that may do everything, as long as a real one; to be known before it is used. */
    String token(String name) {
        return allow((name + "-0123456789-0123456789-0123456789-0123456789").substring(0, 40), true);
    }

    /** A token that may read, and write nothing. */
    String readOnlyToken(String name) {
        return allow((name + "-9876543210-9876543210-9876543210-9876543210").substring(0, 40), false);
    }

    /** Answers the next so many requests with that method by 429 and Retry-After. */
    void throttle(String method, int times, int retryAfterSeconds) {
        fail(
                method,
                times,
                FakeAnswer.refusal(429, 971, "Please wait and consider throttling your request speed")
                        .with("Retry-After", String.valueOf(retryAfterSeconds)));
    }

    /** Answers the next so many requests with that method by a server's error. */
    void breakDown(String method, int times, int status) {
        fail(method, times, FakeAnswer.refusal(status, 10001, "Internal Server Error"));
    }

    /** Takes so long for each answer. */
    void slowDown(Duration each) {
        latency = each;
    }

    /** Everything that was asked, in order. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Forgets what was asked so far. */
    void forgetRequests() {
        requests.clear();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private String allow(String token, boolean write) {
        tokens.put(token, write);
        return token;
    }

    private void fail(String method, int times, FakeAnswer answer) {
        for (var i = 0; i < times; i++) {
            faults.add(new Fault(method, answer));
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            pause();
            var method = exchange.getRequestMethod();
            var answer = fault(method).orElseGet(() -> answer(exchange, method, body));
            requests.add(
                    new Request(Instant.now(), method, exchange.getRequestURI().toString(), body, answer.status()));
            answer.send(exchange);
        }
    }

    private java.util.Optional<FakeAnswer> fault(String method) {
        var first = faults.stream().filter(it -> it.method().equals(method)).findFirst();
        first.ifPresent(faults::removeFirstOccurrence);
        return first.map(Fault::answer);
    }

    private FakeAnswer answer(HttpExchange exchange, String method, String body) {
        var header = exchange.getRequestHeaders().getFirst("Authorization");
        var token = header == null ? "" : header.replaceFirst("^Bearer ", "");
        if (!tokens.containsKey(token)) {
            return FakeAnswer.refusal(403, 9109, "Invalid access token");
        }
        if (!method.equals("GET") && !tokens.get(token)) {
            return FakeAnswer.refusal(403, 10000, "Authentication error");
        }
        var json =
                body.isEmpty() ? new JsonObject() : JsonParser.parseString(body).getAsJsonObject();
        return route(method, exchange.getRequestURI(), json);
    }

    private FakeAnswer route(String method, URI uri, JsonObject body) {
        var path = uri.getPath()
                .replaceFirst("^" + BASE, "")
                .replaceFirst("^/", "")
                .split("/");
        var query = FakeQuery.of(uri);
        if (uri.getPath().equals(BASE + "/user/tokens/verify")) {
            return FakeAnswer.result(active());
        }
        if (path[0].equals("certificates") && method.equals("POST")) {
            return new FakeOriginCa().sign(body);
        }
        if (!path[0].equals("zones")) {
            return FakeAnswer.refusal(404, 7000, "No route for that URI");
        }
        if (path.length == 1) {
            return query.page(zones(query));
        }
        var zone = zones.get(path[1]);
        if (zone == null) {
            return FakeAnswer.refusal(
                    404, 7003, "Could not route to /zones/" + path[1] + ", perhaps your object identifier is invalid?");
        }
        return path.length == 2 ? FakeAnswer.result(zone.json()) : zone.answer(method, path, query, body);
    }

    private List<JsonObject> zones(FakeQuery query) {
        return zones.values().stream()
                .map(FakeZone::json)
                .filter(it -> query.matches("name", it.get("name").getAsString()))
                .toList();
    }

    private static JsonObject active() {
        var token = new JsonObject();
        token.addProperty("id", "0123456789abcdef0123456789abcdef");
        token.addProperty("status", "active");
        token.add("policies", new JsonArray());
        return token;
    }

    private void pause() {
        try {
            Thread.sleep(latency.toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
