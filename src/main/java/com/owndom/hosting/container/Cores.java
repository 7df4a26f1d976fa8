package com.owndom.hosting.container;

import java.util.regex.Pattern;

/** A number of processor cores as Docker takes it: {@code 0.5}. */
public final class Cores {

    private static final Pattern FORM = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3})?");

    private Cores() {}

    /** Whether it is a number, with at most three decimals, and more than 0. */
    public static boolean isWellFormed(String text) {
        return FORM.matcher(text).matches() && Double.parseDouble(text) > 0;
    }
}
