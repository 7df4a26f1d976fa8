package com.owndom.hosting.container;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An amount of processor time.
 *
 * @param number of cores, more than 0
 */
public record Cores(double number) {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");

    /** Reads {@code 0.5}, as Docker writes it, with at most three decimals; empty when it is none. */
    public static Optional<Cores> parse(String text) {
        return Optional.of(text)
                .filter(it -> FORM.matcher(it).matches())
                .map(it -> new Cores(Double.parseDouble(it)))
                .filter(it -> it.number() > 0);
    }
}
