package com.owndom.hosting.job;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads a stack's outputs as what they were written from; what was never written is empty. */
final class OutputValues {

    private OutputValues() {}

    static Map<String, KeptDatabase> databases(Object output) {
        var databases = new TreeMap<String, KeptDatabase>();
        texts(output).forEach((client, text) -> databases.put(client, KeptDatabase.of(text)));
        return databases;
    }

    static Map<String, ServedVersions> versions(Object output) {
        var versions = new TreeMap<String, ServedVersions>();
        if (output instanceof Map<?, ?> values) {
            values.forEach((client, served) -> versions.put(
                    Objects.toString(client),
                    new ServedVersions(
                            ((List<?>) served).stream().map(Objects::toString).toList())));
        }
        return versions;
    }

    static Map<String, Map<String, String>> maps(Object output) {
        var maps = new TreeMap<String, Map<String, String>>();
        if (output instanceof Map<?, ?> values) {
            values.forEach((name, value) -> maps.put(Objects.toString(name), texts(value)));
        }
        return maps;
    }

    static Map<String, String> texts(Object output) {
        var texts = new TreeMap<String, String>();
        if (output instanceof Map<?, ?> values) {
            values.forEach((name, value) -> texts.put(Objects.toString(name), Objects.toString(value)));
        }
        return texts;
    }
}
