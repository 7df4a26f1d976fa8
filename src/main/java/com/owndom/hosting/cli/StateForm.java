package com.owndom.hosting.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * The launcher reads an exported state by its lines, as the engine writes them. A backend may keep it in another form:
 * this writes it in that one, a key a line, with a resource's URN and id first.
 */
public final class StateForm {

    private static final Gson JSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private static final String INDENT = "    ";

    private static final List<String> FIRST = List.of("urn", "id");

    private static final Comparator<String> ORDER = Comparator.comparingInt(
                    (String key) -> FIRST.contains(key) ? FIRST.indexOf(key) : FIRST.size())
            .thenComparing(Comparator.naturalOrder());

    private StateForm() {}

    /** Reads the state from standard input. */
    public static void main(String[] arguments) throws IOException {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8);
                var output = new OutputStreamWriter(System.out, StandardCharsets.UTF_8)) {
            write(JsonParser.parseReader(input), output);
        }
    }

    static String of(String state) {
        var text = new StringWriter();
        write(JsonParser.parseString(state), text);
        return text.toString();
    }

    private static void write(JsonElement state, Writer output) {
        var writer = new JsonWriter(output);
        writer.setIndent(INDENT);
        JSON.toJson(ordered(state), writer);
    }

    private static JsonElement ordered(JsonElement element) {
        if (element.isJsonArray()) {
            var array = new JsonArray();
            element.getAsJsonArray().forEach(it -> array.add(ordered(it)));
            return array;
        }
        if (!element.isJsonObject()) {
            return element;
        }
        var from = element.getAsJsonObject();
        var object = new JsonObject();
        from.keySet().stream().sorted(ORDER).forEach(key -> object.add(key, ordered(from.get(key))));
        return object;
    }
}
