package com.owndom.hosting.settings;

import com.owndom.hosting.check.Problem;
import com.pulumi.Config;
import com.pulumi.core.TypeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads stack settings and collects what is wrong with them instead of stopping at the first. */
final class ConfigReader {

    private final Config config;
    private final Set<String> known = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    ConfigReader(Config config) {
        this.config = config;
    }

    String text(String key, String byDefault) {
        return given(key).orElse(byDefault);
    }

    int number(String key, int byDefault) {
        return parsed(key, byDefault, "a whole number", ConfigReader::wholeNumber);
    }

    int port(String key, int byDefault) {
        return parsed(key, byDefault, "a port from 1 to " + SettingForms.LARGEST_PORT, SettingForms::port);
    }

    boolean flag(String key) {
        return flag(key, false);
    }

    boolean flag(String key, boolean byDefault) {
        return parsed(key, byDefault, "true or false", ConfigReader::trueOrFalse);
    }

    <T> T parsed(String key, T byDefault, String form, Function<String, Optional<T>> parser) {
        var given = given(key);
        var value = given.map(parser).orElse(Optional.of(byDefault));
        if (value.isEmpty()) {
            refuse(key, '"' + given.orElseThrow() + '"', "must be " + form, set(key, String.valueOf(byDefault)));
        }
        return value.orElse(byDefault);
    }

    void require(String key, boolean wellFormed, String rule, String fix) {
        known.add(key);
        if (!wellFormed) {
            refuse(key, config.get(key).isPresent() ? "(not shown)" : "not set", rule, fix);
        }
    }

    Map<String, Map<String, String>> secrets(String key) {
        known.add(key);
        try {
            var shape = TypeShape.map(String.class, Object.class);
            return config.getObject(key, shape).map(ConfigReader::byClient).orElse(Map.of());
        } catch (RuntimeException notAnObject) {
            // The cause prints the values, so it is left out.
            refuse(
                    key,
                    "(not shown)",
                    "must be an object of clients, each an object of names and values",
                    "pulumi config set --secret --path '" + key + ".client-1.NAME'");
            return Map.of();
        }
    }

    /** An object of one text for each client; {@code fix} has a place for the client's name. */
    <T> Map<String, T> byClient(String key, String form, String fix, Function<String, Optional<T>> parser) {
        var values = new TreeMap<String, T>();
        texts(key).forEach((client, text) -> parser.apply(text)
                .ifPresentOrElse(
                        value -> values.put(client, value),
                        () -> refuse(
                                key + "." + client, "\"" + text + "\"", "must be " + form, fix.formatted(client))));
        return values;
    }

    /** A text by name; a number or a truth value is one too. */
    SortedMap<String, String> texts(String key) {
        known.add(key);
        var texts = new TreeMap<String, String>();
        try {
            var shape = TypeShape.map(String.class, Object.class);
            config.getObject(key, shape).ifPresent(it -> it.forEach((client, text) -> texts.put(client, text(text))));
        } catch (RuntimeException notAnObject) {
            refuse(
                    key,
                    "another shape",
                    "must be an object of names and texts",
                    "pulumi config set --path '" + key + ".NAME' TEXT");
        }
        return texts;
    }

    private static String text(Object value) {
        if (value instanceof Map || value instanceof List) {
            throw new IllegalArgumentException("not a text");
        }
        return String.valueOf(value);
    }

    void refuseUnknown(Set<String> given) {
        var unknown = new TreeSet<>(given);
        unknown.removeAll(known);
        unknown.forEach(key ->
                refuse(key, "set in the stack's settings", "is not a setting", "remove it, or use one of " + known));
    }

    List<Problem> problems() {
        return problems;
    }

    void refuse(String key, String value, String rule, String fix) {
        problems.add(new Problem(qualified(key), value, rule, fix));
    }

    /** {@code owndom:domain}: its name in the stack's file. */
    String qualified(String key) {
        return config.getName() + ":" + key;
    }

    static String set(String key, String value) {
        return "for example: pulumi config set " + key + " " + value;
    }

    /** The setting as it stands there; none when it is empty. */
    Optional<String> given(String key) {
        known.add(key);
        // Pulumi.yaml has an empty default for what need not be set.
        return config.get(key).filter(it -> !it.isEmpty());
    }

    static Optional<Integer> wholeNumber(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Boolean> trueOrFalse(String text) {
        return text.matches("true|false") ? Optional.of(Boolean.valueOf(text)) : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, String>> byClient(Map<String, Object> parsed) {
        var checked = new TreeMap<String, Map<String, String>>();
        parsed.forEach((client, variables) -> checked.put(client, strings((Map<String, Object>) variables)));
        return checked;
    }

    private static Map<String, String> strings(Map<String, Object> variables) {
        var checked = new TreeMap<String, String>();
        variables.forEach((name, value) -> checked.put(name, (String) value));
        return checked;
    }
}
