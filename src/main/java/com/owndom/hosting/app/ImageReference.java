package com.owndom.hosting.app;

import java.util.regex.Pattern;

/**
 * An image as Docker names it: {@code registry.example/client-2-api:2.3.1}.
 *
 * @param value the whole reference
 */
public record ImageReference(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][\\w.:/-]*(@sha256:[0-9a-f]{64})?");
    private static final Pattern PINNED = Pattern.compile(".*(:[\\w][\\w.-]{0,127}|@sha256:[0-9a-f]{64})");

    /** Whether Docker would take it. */
    public boolean isWellFormed() {
        return FORM.matcher(value).matches();
    }

    /** Whether it names a tag or a digest; without one it means whatever {@code latest} is today. */
    public boolean isPinned() {
        return PINNED.matcher(lastSegment()).matches();
    }

    private String lastSegment() {
        return value.substring(value.lastIndexOf('/') + 1);
    }
}
