package com.owndom.hosting.settings;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The images that a client runs: what a deploy changes and a rollback brings back. As a text {@code backend=<image>
 * frontend=<image>}.
 *
 * @param images by the app's role
 */
public record ClientVersion(SortedMap<String, String> images) {

    private static final String APP = "(frontend|backend)=[^\\s=]+";

    /** Copies the images. */
    public ClientVersion {
        images = Collections.unmodifiableSortedMap(new TreeMap<>(images));
    }

    /** Reads what {@link #toString} wrote. */
    public static Optional<ClientVersion> parse(String text) {
        if (!text.matches(APP + "( " + APP + ")?")) {
            return Optional.empty();
        }
        var images = new TreeMap<String, String>();
        for (var app : text.split(" ")) {
            images.put(app.substring(0, app.indexOf('=')), app.substring(app.indexOf('=') + 1));
        }
        return Optional.of(new ClientVersion(images));
    }

    @Override
    public String toString() {
        return images.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(joining(" "));
    }
}
