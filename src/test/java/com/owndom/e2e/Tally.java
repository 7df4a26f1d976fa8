package com.owndom.e2e;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How visitors of every kind were served, by phase and host. */
final class Tally {

    private final Map<Key, Count> counts = new ConcurrentHashMap<>();

    private record Key(String phase, String kind, String host) {}

    private record Count(Collection<Long> nanos, AtomicInteger failed) {
        Count() {
            this(new ConcurrentLinkedQueue<>(), new AtomicInteger());
        }
    }

    private Count count(String phase, String kind, String host) {
        return counts.computeIfAbsent(new Key(phase, kind, host), any -> new Count());
    }

    void served(String phase, String kind, String host, long nanos) {
        count(phase, kind, host).nanos().add(nanos);
    }

    void failed(String phase, String kind, String host) {
        count(phase, kind, host).failed().incrementAndGet();
    }

    int served(String phase, String kind, String host) {
        return count(phase, kind, host).nanos().size();
    }

    /** {@code before: 800 requests, median 4 ms, 99 % 20 ms, longest 30 ms}. */
    String latency(String phase, Set<String> kinds) {
        var sorted = counts.entrySet().stream()
                .filter(it -> it.getKey().phase().equals(phase)
                        && kinds.contains(it.getKey().kind()))
                .flatMap(it -> it.getValue().nanos().stream())
                .sorted()
                .toList();
        return "%s: %d requests, median %.0f ms, 99 %% %.0f ms, longest %.0f ms"
                .formatted(phase, sorted.size(), at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    /**
     * A line for each phase, kind and host: phase, kind, requests, how many of them failed, and of the others median, 99 %
     * and longest in milliseconds.
     */
    List<String> lines() {
        return counts.entrySet().stream()
                .map(it -> line(it.getKey(), it.getValue()))
                .sorted()
                .toList();
    }

    private static String line(Key key, Count count) {
        var sorted = count.nanos().stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%s\t%s\t%d\t%d\t%.1f\t%.1f\t%.1f",
                key.phase(),
                key.kind(),
                sorted.size() + count.failed().get(),
                count.failed().get(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1.0, sorted.size() * part)) / 1e6;
    }
}
