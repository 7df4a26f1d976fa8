package com.owndom.hosting.proxy;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Several files in one text, each after a line with {@code @@} and its path. The engine and the Docker provider carry every
 * uploaded file through each step of an update, at a price for each.
 */
final class ReleaseText {

    private ReleaseText() {}

    static String of(SortedMap<String, String> files) {
        return files.entrySet().stream()
                .map(it -> "@@ " + it.getKey() + "\n" + it.getValue().replaceAll("(?m)^@@ ", " @@ "))
                .collect(Collectors.joining());
    }

    static SortedMap<String, String> read(String text) {
        var files = new TreeMap<String, String>();
        Stream.of(text.split("(?m)^@@ ")).filter(it -> it.contains("\n")).forEach(it -> {
            var end = it.indexOf('\n');
            files.put(it.substring(0, end), it.substring(end + 1));
        });
        return files;
    }
}
