package com.owndom.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Visitors of clients, each client's of every kind: one on a kept connection, one with a new connection each time, one
 * that waits five seconds for its answer, one that uploads, and one with a WebSocket that comes back when it is told to.
 * Over TLS two more, over HTTP/2. Whatever one of them meets but a whole answer is a failure, to the end of the last visit.
 */
final class Visitors implements AutoCloseable {

    private static final byte[] UPLOAD = new byte[100_000];
    private static final long REFUSED_AT_ONCE = TimeUnit.SECONDS.toNanos(1);

    private final Door door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Tally tally = new Tally();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final Set<Who> there = ConcurrentHashMap.newKeySet();
    private volatile String phase = "before";
    private volatile boolean open = true;

    private record Who(String kind, String host) {}

    private interface Stay {
        void begin() throws IOException, InterruptedException;
    }

    Visitors(Door door) {
        this.door = door;
    }

    /** Visitors of a client that stays. */
    void of(String host) {
        of(host, false);
        if (door.tls()) {
            come("http2", host, false, () -> http2("http2", host, "/api/health", "ok"));
            come("slow http2", host, false, () -> http2("slow http2", host, "/api/slow?seconds=5", "slept"));
        }
    }

    /** Visitors of a client that is removed: one that is refused at once, without an answer, goes and is content. */
    void until(String host) {
        of(host, true);
    }

    /** Visitors of a frontend whose page shows what its backend says. */
    void ofPage(String host) {
        come("page", host, false, () -> kept("page", host, "/", "id=\"visits\""));
    }

    /** A visitor with a WebSocket alone. */
    void ofSocket(String host) {
        come("socket", host, false, () -> socket(host));
    }

    /** Visitors who ask for what the client's database answers. */
    void ofData(String host) {
        for (var each : List.of("data", "more data")) {
            come(each, host, false, () -> fresh(each, host, "/api/v1/visits", "\"visits\":"));
        }
    }

    private void of(String host, boolean leaving) {
        come("kept", host, leaving, () -> kept("kept", host, "/api/health", "ok"));
        come("new", host, leaving, () -> {
            fresh("new", host, "/api/health", "ok");
            pause(50);
        });
        come("slow", host, leaving, () -> fresh("slow", host, "/api/slow?seconds=5", "{\"slept\""));
        come("upload", host, leaving, () -> upload(host));
        come("socket", host, leaving, () -> socket(host));
    }

    private void come(String kind, String host, boolean leaving, Stay stay) {
        var who = new Who(kind, host);
        there.add(who);
        threads.execute(() -> {
            try {
                stay(who, leaving, stay);
            } catch (InterruptedException sentAway) {
                Thread.currentThread().interrupt();
            } finally {
                there.remove(who);
            }
        });
    }

    private void stay(Who who, boolean leaving, Stay stay) throws InterruptedException {
        while (open) {
            var began = System.nanoTime();
            try {
                stay.begin();
            } catch (Refused refused) {
                if (leaving && System.nanoTime() - began < REFUSED_AT_ONCE) {
                    return;
                }
                fail(who, refused.toString());
                pause(100);
            } catch (IOException | RuntimeException failed) {
                fail(who, failed.toString());
                pause(100);
            }
        }
    }

    private void fail(Who who, String what) {
        tally.failed(phase, who.kind(), who.host());
        failures.add(String.join(": ", phase, who.kind() + " " + who.host(), what));
    }

    /** As long as the proxy keeps the connection. A leaving visitor is refused on a connection of its own. */
    private void kept(String kind, String host, String path, String part) throws IOException, InterruptedException {
        try (var visit = door.open(host)) {
            for (var last = false; open && !last; pause(50)) {
                last = timed(kind, host, part, () -> visit.get(path)).last();
            }
        }
    }

    private void fresh(String kind, String host, String path, String part) throws IOException {
        timed(kind, host, part, () -> door.get(host, path));
    }

    private void upload(String host) throws IOException, InterruptedException {
        try (var visit = door.open(host)) {
            timed("upload", host, String.valueOf(UPLOAD.length), () -> visit.post("/api/upload", UPLOAD));
        }
        pause(100);
    }

    private void socket(String host) throws IOException, InterruptedException {
        try (var visit = door.open(host)) {
            visit.upgrade("/api/ws");
            for (var number = 0; open; number++, pause(100)) {
                var text = "message " + number;
                var began = System.nanoTime();
                var answer = visit.exchange(text);
                if (answer.equals("close 1001")) {
                    count("told to come back", host, began);
                    return;
                }
                expect("socket", host, new Visit.Answer(200, answer, false), text, began);
            }
        }
    }

    /** One request after the other on one connection, as long as the proxy keeps it. */
    private void http2(String kind, String host, String path, String part) throws IOException, InterruptedException {
        try (var visit = new Http2Visit(door, host)) {
            for (; open && !visit.isClosing(); pause(50)) {
                timed(kind, host, part, () -> visit.get(path));
            }
        } catch (Http2Visit.NotBegun askElsewhere) {
            count("told to ask elsewhere", host, System.nanoTime());
        }
    }

    private interface Question {
        Visit.Answer ask() throws IOException;
    }

    private Visit.Answer timed(String kind, String host, String part, Question question) throws IOException {
        var began = System.nanoTime();
        return expect(kind, host, question.ask(), part, began);
    }

    private Visit.Answer expect(String kind, String host, Visit.Answer answer, String part, long began)
            throws IOException {
        if (answer.status() != 200 || !answer.body().contains(part)) {
            throw new IOException("answered " + answer);
        }
        count(kind, host, began);
        return answer;
    }

    private void count(String kind, String host, long began) {
        tally.served(phase, kind, host, System.nanoTime() - began);
    }

    private static void pause(int milliseconds) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(milliseconds);
    }

    /** What happens from now on belongs to that phase. */
    void during(String name) {
        phase = name;
    }

    /** How often a client served visitors of a kind in a phase. */
    int served(String when, String kind, String host) {
        return tally.served(when, kind, host);
    }

    /**
     * Nobody comes any more, and who is there is served to the end: what failed, of all visits since the first. One that
     * does not end has failed too.
     */
    List<String> leave() {
        open = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(2L * door.patience(), TimeUnit.MILLISECONDS)) {
                there.forEach(who -> fail(who, "did not end"));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            fail(new Who("all", "hosts"), "interrupted");
        }
        threads.shutdownNow();
        return new ArrayList<>(failures);
    }

    /** Of the short requests of a phase, as {@link Tally#latency} says it. */
    String latency(String name) {
        return tally.latency(name, Set.of("kept", "new"));
    }

    /** A line for each phase, kind and host, as {@link Tally#lines} says it. */
    List<String> lines() {
        return tally.lines();
    }

    @Override
    public void close() {
        leave();
    }
}
