package com.owndom.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What stands behind the question mark: filters, {@code page} and {@code per_page}. */
record FakeQuery(Map<String, String> values) {

    private static final int PER_PAGE = 100;

    static FakeQuery of(URI uri) {
        var values = new HashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var pair : uri.getRawQuery().split("&")) {
                var equals = (pair + "=").indexOf('=');
                var value = pair.substring(Math.min(pair.length(), equals + 1));
                values.put(decoded(pair.substring(0, equals)), decoded(value));
            }
        }
        return new FakeQuery(values);
    }

    /** Whether the filter of that name is not there, or lets the value through. */
    boolean matches(String name, String value) {
        return value.equalsIgnoreCase(values.getOrDefault(name, value))
                && value.equalsIgnoreCase(values.getOrDefault(name + ".exact", value));
    }

    /** The page of a list that was asked for. */
    FakeAnswer page(List<JsonObject> all) {
        var perPage = Integer.parseInt(values.getOrDefault("per_page", String.valueOf(PER_PAGE)));
        var page = Integer.parseInt(values.getOrDefault("page", "1"));
        var shown = new JsonArray();
        all.stream().skip((page - 1L) * perPage).limit(perPage).forEach(shown::add);
        var info = new JsonObject();
        info.addProperty("page", page);
        info.addProperty("per_page", perPage);
        info.addProperty("count", shown.size());
        info.addProperty("total_count", all.size());
        info.addProperty("total_pages", (all.size() + perPage - 1) / perPage);
        var answer = FakeAnswer.result(shown);
        answer.body().add("result_info", info);
        return answer;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
