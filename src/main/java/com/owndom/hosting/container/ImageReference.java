package com.owndom.hosting.container;

import java.util.regex.Pattern;

/**
 * An image as Docker names it: {@code registry.example/client-2-api:2.3.1}.
 *
 * @param value the whole reference
 */
public record ImageReference(String value) {

    private static final String REGISTRY = "[a-z0-9][a-z0-9.-]*(:[0-9]+)?/";
    private static final String COMPONENT = "[a-z0-9]+([._-]+[a-z0-9]+)*";
    private static final String TAG = ":\\w[\\w.-]{0,127}";
    private static final String DIGEST = "@sha256:[0-9a-f]{64}";

    private static final Pattern FORM =
            Pattern.compile("(%s)?%s(/%s)*(%s)?(%s)?".formatted(REGISTRY, COMPONENT, COMPONENT, TAG, DIGEST));
    private static final Pattern PINNED = Pattern.compile(".*(%s|%s)".formatted(TAG, DIGEST));

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
