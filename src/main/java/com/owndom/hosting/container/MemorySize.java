package com.owndom.hosting.container;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of memory.
 *
 * @param mebibytes in units of 1,048,576 bytes
 */
public record MemorySize(int mebibytes) {

    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})(m|mb|g|gb)", Pattern.CASE_INSENSITIVE);
    private static final int MEBIBYTES_PER_GIBIBYTE = 1024;

    /** Reads {@code 256m} or {@code 2g}, as Docker and PostgreSQL write them; empty when it is neither. */
    public static Optional<MemorySize> parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var amount = Integer.parseInt(matcher.group(1));
        var gibibytes = Character.toLowerCase(matcher.group(2).charAt(0)) == 'g';
        return Optional.of(new MemorySize(gibibytes ? amount * MEBIBYTES_PER_GIBIBYTE : amount));
    }

    /** As it is written in a setting: {@code 512m}. */
    @Override
    public String toString() {
        return mebibytes + "m";
    }
}
