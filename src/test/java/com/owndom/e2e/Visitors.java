package com.owndom.e2e;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Visitors of clients, each client's of every kind: one on a kept connection, one with a new connection each time, one
 * that waits five seconds for its answer, one that uploads, and one with a WebSocket that comes back when it is told to.
 */
final class Visitors implements AutoCloseable {

    private static final byte[] UPLOAD = new byte[100_000];
    private static final long REFUSED_AT_ONCE = TimeUnit.SECONDS.toNanos(1);

    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> served = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Queue<Latency> latencies = new ConcurrentLinkedQueue<>();
    private volatile String phase = "before";
    private volatile boolean open = true;

    private record Latency(String phase, long nanos) {}

    private interface Stay {
        void begin() throws IOException, InterruptedException;
    }

    Visitors(int port) {
        this.port = port;
    }

    /** Visitors of a client that stays. */
    void of(String host) {
        of(host, false);
    }

    /** Visitors of a client that is removed: one that is refused at once, without an answer, goes and is content. */
    void until(String host) {
        of(host, true);
    }

    private void of(String host, boolean leaving) {
        come("kept " + host, leaving, () -> kept(host));
        come("new " + host, leaving, () -> fresh(host));
        come("slow " + host, leaving, () -> slow(host));
        come("upload " + host, leaving, () -> upload(host));
        come("socket " + host, leaving, () -> socket(host));
    }

    private void come(String kind, boolean leaving, Stay stay) {
        threads.execute(() -> {
            while (open) {
                var began = System.nanoTime();
                try {
                    stay.begin();
                } catch (EOFException refused) {
                    if (leaving && System.nanoTime() - began < REFUSED_AT_ONCE) {
                        return;
                    }
                    fail(kind, refused.getMessage());
                } catch (IOException failed) {
                    fail(kind, failed.toString());
                } catch (InterruptedException ended) {
                    return;
                }
            }
        });
    }

    private void fail(String kind, String what) {
        if (open) {
            failures.add(phase + ": " + kind + ": " + what);
        }
    }

    /** As long as the proxy keeps the connection. A leaving visitor is refused on a connection of its own. */
    private void kept(String host) throws IOException, InterruptedException {
        try (var visit = new Visit(port, host)) {
            for (var last = false; open && !last; pause(50)) {
                last = timed("kept", () -> visit.get("/api/health")).last();
            }
        }
    }

    private void fresh(String host) throws IOException, InterruptedException {
        try (var visit = new Visit(port, host)) {
            timed("new", () -> visit.get("/api/health", "Connection: close"));
        }
        pause(50);
    }

    private void slow(String host) throws IOException {
        try (var visit = new Visit(port, host)) {
            expect("slow", visit.get("/api/slow?seconds=5"), "{\"slept\"");
        }
    }

    private void upload(String host) throws IOException, InterruptedException {
        try (var visit = new Visit(port, host)) {
            expect("upload", visit.post("/api/upload", UPLOAD), String.valueOf(UPLOAD.length));
        }
        pause(100);
    }

    private void socket(String host) throws IOException, InterruptedException {
        try (var visit = new Visit(port, host)) {
            visit.upgrade("/api/ws");
            for (var number = 0; open; number++, pause(100)) {
                var text = "message " + number;
                var answer = visit.exchange(text);
                if (answer.equals("close 1001")) {
                    count("told to come back");
                    return;
                }
                expect("socket", new Visit.Answer(200, answer, false), text);
            }
        }
    }

    private interface Question {
        Visit.Answer ask() throws IOException;
    }

    private Visit.Answer timed(String kind, Question question) throws IOException {
        var began = System.nanoTime();
        var answer = question.ask();
        latencies.add(new Latency(phase, System.nanoTime() - began));
        return expect(kind, answer, "ok");
    }

    private Visit.Answer expect(String kind, Visit.Answer answer, String part) throws IOException {
        if (answer.status() != 200 || !answer.body().contains(part)) {
            throw new IOException("answered " + answer);
        }
        count(kind);
        return answer;
    }

    private void count(String kind) {
        served.computeIfAbsent(phase + " " + kind, any -> new AtomicInteger()).incrementAndGet();
    }

    private static void pause(int milliseconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
    }

    /** What happens from now on belongs to that phase. */
    void during(String name) {
        phase = name;
    }

    /** How often that happened in a phase. */
    int served(String what) {
        return served.getOrDefault(what, new AtomicInteger()).get();
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    /** {@code before: 800 requests, median 4 ms, 99 % 20 ms, longest 30 ms}. */
    String latency(String name) {
        var sorted = latencies.stream()
                .filter(it -> it.phase().equals(name))
                .mapToLong(it -> TimeUnit.NANOSECONDS.toMillis(it.nanos()))
                .sorted()
                .toArray();
        return "%s: %d requests, median %d ms, 99 %% %d ms, longest %d ms"
                .formatted(name, sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
    }

    private static long at(long[] sorted, double part) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1.0, sorted.length * part)];
    }

    @Override
    public void close() {
        open = false;
        threads.shutdownNow();
    }
}
