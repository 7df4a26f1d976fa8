package com.owndom.hosting.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Text that is shipped in the jar, beside the class that uses it. */
public final class ShippedText {

    private ShippedText() {}

    /** The text of a file in the package of its user. */
    public static String of(Class<?> user, String name) {
        try (var stream = user.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
