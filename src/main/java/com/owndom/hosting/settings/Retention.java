package com.owndom.hosting.settings;

import java.util.HashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which backups are kept: the last of each of so many hours, days, weeks and months in which there was one.
 *
 * @param text {@code 24h 7d 4w 12m}: each unit once at most, and at least one; numbers from 1 to 999
 */
public record Retention(String text) {

    /** What is kept unless said otherwise. */
    public static final Retention CONVENTIONAL = new Retention("24h 7d 4w 12m");

    private static final Pattern FORM = Pattern.compile("[1-9][0-9]{0,2}[hdwm]( [1-9][0-9]{0,2}[hdwm])*");

    /** Reads it; empty when it has another form. */
    public static Optional<Retention> parse(String text) {
        var units = new HashSet<Character>();
        var isWellFormed = FORM.matcher(text).matches()
                && text.chars().filter(Character::isLetter).allMatch(it -> units.add((char) it));
        return isWellFormed ? Optional.of(new Retention(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
