package com.owndom.hosting.text;

import com.pulumi.core.Output;
import java.util.Map;
import java.util.TreeMap;

/** Turns maps of outputs into outputs of maps. */
public final class Outputs {

    private Outputs() {}

    /** The map, once every value is known. */
    public static Output<Map<String, String>> map(Map<String, Output<String>> values) {
        var entries = values.entrySet().stream()
                .map(entry -> entry.getValue().applyValue(value -> Map.entry(entry.getKey(), value)))
                .toList();
        return Output.all(entries).applyValue(known -> {
            var map = new TreeMap<String, String>();
            known.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
            return map;
        });
    }
}
