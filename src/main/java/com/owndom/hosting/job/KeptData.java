package com.owndom.hosting.job;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Data that outlive what uses them.
 *
 * @param states of each, by its name
 */
record KeptData<T>(Map<String, T> states) {

    KeptData {
        states = Map.copyOf(states);
    }

    /** What nobody uses any more. */
    Set<String> setAside(Set<String> used) {
        return states.keySet().stream().filter(it -> !used.contains(it)).collect(Collectors.toSet());
    }

    /** What to leave for the next update: what is used, and the rest in the state that {@code setAside} makes of its own. */
    SortedMap<String, T> next(Map<String, T> used, UnaryOperator<T> setAside) {
        var next = new TreeMap<>(used);
        setAside(used.keySet()).forEach(it -> next.put(it, setAside.apply(states.get(it))));
        return next;
    }
}
