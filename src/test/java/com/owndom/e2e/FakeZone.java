package com.owndom.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** A zone of {@link FakeCloudflare}: its records, with Cloudflare's rules for them, and its settings. */
final class FakeZone {

    private static final Set<String> ADDRESSES = Set.of("A", "AAAA");
    private static final int LONGEST_COMMENT = 100;

    private final String domain;
    private final String id;
    private final Map<String, JsonObject> records = new LinkedHashMap<>();
    private final Map<String, String> settings =
            new TreeMap<>(Map.of("ssl", "full", "min_tls_version", "1.0", "always_use_https", "off"));

    FakeZone(String domain) {
        this.domain = domain;
        this.id = newId(domain);
    }

    String domain() {
        return domain;
    }

    String id() {
        return id;
    }

    /** Every record as {@code A client-1.example.com 203.0.113.5}. */
    synchronized List<String> records() {
        return records.values().stream()
                .map(it -> text(it, "type") + " " + text(it, "name") + " " + text(it, "content"))
                .sorted()
                .toList();
    }

    /** The record of that type and name, to look at or to change as by hand. */
    synchronized Optional<JsonObject> record(String type, String name) {
        return records.values().stream()
                .filter(it -> text(it, "type").equals(type) && text(it, "name").equals(name))
                .findFirst();
    }

    /** Adds a record as by hand, whatever else is there, and returns its id. */
    synchronized String add(String type, String name, String content) {
        var record = new JsonObject();
        record.addProperty("type", type);
        record.addProperty("name", name);
        record.addProperty("content", content);
        record.addProperty("ttl", 1);
        return text(stored(record), "id");
    }

    /** Deletes a record as by hand. */
    synchronized void remove(String recordId) {
        records.remove(recordId);
    }

    /** The value of a setting. */
    synchronized String setting(String name) {
        return settings.get(name);
    }

    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("name", domain);
        json.addProperty("status", "active");
        return json;
    }

    /** Answers what is asked below {@code zones/<id>/}. */
    synchronized FakeAnswer answer(String method, String[] path, FakeQuery query, JsonObject body) {
        return switch (path[2]) {
            case "dns_records" -> path.length == 3 ? list(method, query, body) : one(method, path[3], body);
            case "settings" -> setting(method, path[3], body);
            default -> FakeAnswer.refusal(404, 7000, "No route for that URI");
        };
    }

    private FakeAnswer list(String method, FakeQuery query, JsonObject body) {
        if (method.equals("POST")) {
            return refusal(body, "").orElseGet(() -> FakeAnswer.result(stored(body)));
        }
        return query.page(records.values().stream()
                .filter(it -> List.of("name", "type", "content").stream()
                        .allMatch(field -> query.matches(field, text(it, field))))
                .toList());
    }

    private FakeAnswer one(String method, String record, JsonObject body) {
        var known = records.get(record);
        if (known == null) {
            return FakeAnswer.refusal(404, 81044, "Record does not exist.");
        }
        return switch (method) {
            case "GET" -> FakeAnswer.result(known);
            case "DELETE" -> FakeAnswer.result(idOf(records.remove(record)));
            default -> changed(known, method.equals("PUT") ? new JsonObject() : known.deepCopy(), body);
        };
    }

    private FakeAnswer changed(JsonObject known, JsonObject base, JsonObject body) {
        body.entrySet().forEach(it -> base.add(it.getKey(), it.getValue()));
        return refusal(base, text(known, "id")).orElseGet(() -> {
            base.add("id", known.get("id"));
            base.add("created_on", known.get("created_on"));
            return FakeAnswer.result(stored(base));
        });
    }

    /** Cloudflare's rules for a record beside the others, as far as they matter here. */
    private Optional<FakeAnswer> refusal(JsonObject record, String itself) {
        var type = text(record, "type");
        if (text(record, "comment").length() > LONGEST_COMMENT) {
            return refused(9300, "DNS Validation Error: comment is longer than 100 characters.");
        }
        if (flag(record, "proxied") && record.get("ttl").getAsDouble() != 1) {
            return refused(9003, "TTL must be 1 (automatic) for proxied records.");
        }
        for (var other : records.values()) {
            if (text(other, "id").equals(itself) || !text(other, "name").equals(text(record, "name"))) {
                continue;
            }
            var otherType = text(other, "type");
            if (type.equals(otherType) && text(other, "content").equals(text(record, "content"))) {
                return refused(81058, "An identical record already exists.");
            }
            if (type.equals("CNAME") && (ADDRESSES.contains(otherType) || otherType.equals("CNAME"))) {
                return refused(81053, "An A, AAAA, or CNAME record with that host already exists.");
            }
            if (ADDRESSES.contains(type) && otherType.equals("CNAME")) {
                return refused(81054, "A CNAME record with that host already exists.");
            }
        }
        return Optional.empty();
    }

    private static Optional<FakeAnswer> refused(int code, String message) {
        return Optional.of(FakeAnswer.refusal(400, code, message));
    }

    private JsonObject stored(JsonObject record) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS).toString();
        var name = text(record, "name");
        record.addProperty("name", name.endsWith(domain) ? name : name + "." + domain);
        record.addProperty("proxied", flag(record, "proxied"));
        record.addProperty("proxiable", !text(record, "type").equals("TXT"));
        record.addProperty("modified_on", now);
        record.add("meta", new JsonObject());
        addMissing(record, "id", newId(UUID.randomUUID().toString()));
        addMissing(record, "created_on", now);
        if (!record.has("tags")) {
            record.add("tags", new JsonArray());
        }
        if (!record.has("settings")) {
            record.add("settings", new JsonObject());
        }
        records.put(text(record, "id"), record);
        return record;
    }

    private FakeAnswer setting(String method, String name, JsonObject body) {
        if (method.equals("PATCH")) {
            settings.put(name, text(body, "value"));
        }
        var json = new JsonObject();
        json.addProperty("id", name);
        json.addProperty("value", settings.get(name));
        json.addProperty("editable", true);
        json.addProperty("modified_on", "2026-01-01T00:00:00Z");
        return FakeAnswer.result(json);
    }

    private static void addMissing(JsonObject record, String field, String value) {
        if (!record.has(field)) {
            record.addProperty(field, value);
        }
    }

    private static JsonObject idOf(JsonObject record) {
        var json = new JsonObject();
        json.add("id", record.get("id"));
        return json;
    }

    private static String newId(String seed) {
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static String text(JsonObject record, String field) {
        return record.has(field) && !record.get(field).isJsonNull()
                ? record.get(field).getAsString()
                : "";
    }

    private static boolean flag(JsonObject record, String field) {
        return record.has(field)
                && !record.get(field).isJsonNull()
                && record.get(field).getAsBoolean();
    }
}
