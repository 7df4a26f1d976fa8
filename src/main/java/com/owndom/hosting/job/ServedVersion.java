package com.owndom.hosting.job;

import java.util.Optional;

/**
 * A version of a client that served visitors, as a text {@code backend=<image> frontend=<image> settings=<fingerprint>}.
 *
 * @param images that its apps ran
 * @param settings changes with what else they ran with; not known of versions of an earlier program
 */
public record ServedVersion(String images, Optional<String> settings) {

    private static final String SETTINGS = " settings=";

    /** Reads what {@link #toString} wrote. */
    public static ServedVersion parse(String text) {
        var end = text.indexOf(SETTINGS);
        return end < 0
                ? new ServedVersion(text, Optional.empty())
                : new ServedVersion(text.substring(0, end), Optional.of(text.substring(end + SETTINGS.length())));
    }

    /** Whether nothing of what is known of both differs. */
    public boolean isSameAs(ServedVersion other) {
        return hasImagesOf(other) && !hasOtherSettingsThan(other);
    }

    /** Whether both are of the same images. */
    public boolean hasImagesOf(ServedVersion other) {
        return images.equals(other.images);
    }

    /** Whether it is known of both what else they ran with, and that differs. */
    public boolean hasOtherSettingsThan(ServedVersion other) {
        return settings.isPresent() && other.settings.isPresent() && !settings.equals(other.settings);
    }

    @Override
    public String toString() {
        return images + settings.map(it -> SETTINGS + it).orElse("");
    }
}
