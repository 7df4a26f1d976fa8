package com.owndom.hosting.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Data that outlive what uses them: whether each is in use or set aside, and since when.
 *
 * @param states {@code in use} or {@code set aside since 2026-11-23}, by name
 */
record KeptData(Map<String, String> states) {

    /** What somebody uses. */
    static final String IN_USE = "in use";

    KeptData {
        states = Map.copyOf(states);
    }

    /** What nobody uses any more. */
    Set<String> setAside(Set<String> used) {
        return states.keySet().stream().filter(it -> !used.contains(it)).collect(Collectors.toSet());
    }

    /** What to leave for the next update. */
    SortedMap<String, String> next(Set<String> used, Instant now) {
        var next = new TreeMap<String, String>();
        setAside(used).forEach(it -> next.put(it, setAside(states.get(it), now)));
        used.forEach(it -> next.put(it, IN_USE));
        return next;
    }

    private static String setAside(String state, Instant now) {
        return IN_USE.equals(state) ? "set aside since " + LocalDate.ofInstant(now, ZoneOffset.UTC) : state;
    }
}
