package com.owndom.hosting.text;

import com.pulumi.core.Output;
import com.pulumi.core.internal.Internal;
import com.pulumi.core.internal.OutputData;
import com.pulumi.core.internal.OutputInternal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** What the SDK has no call for: outputs of resources that may fail, and maps of outputs. */
public final class Outputs {

    private Outputs() {}

    /**
     * The output of a resource for those that depend on it. When the resource fails, they wait for the end of the program
     * instead of failing too: else the SDK may report one of them, with its stack, in place of the reason.
     */
    public static <T> Output<T> unlessFailed(Output<T> output) {
        var known = new CompletableFuture<OutputData<T>>();
        Internal.of(output).getDataAsync().thenAccept(known::complete);
        return new OutputInternal<>(known);
    }

    /** Both lists, one after the other. */
    public static <T> Output<List<T>> concat(Output<List<T>> some, Output<List<T>> others) {
        return Output.tuple(some, others)
                .applyValue(it -> Stream.concat(it.t1.stream(), it.t2.stream()).toList());
    }

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
