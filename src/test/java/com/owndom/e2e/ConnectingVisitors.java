package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Visitors who ask again and again for what a client's database answers. */
final class ConnectingVisitors implements AutoCloseable {

    private static final int EACH = 2;

    private final Browser browser;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger served = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    ConnectingVisitors(Browser browser) {
        this.browser = browser;
    }

    /** Fails when a visitor of one of these clients is not served while that is done. */
    static void assertServedDuring(EstateUnderTest estate, List<String> clients, String what, Callable<?> action)
            throws Exception {
        try (var visitors = new ConnectingVisitors(estate.browser)) {
            clients.forEach(it -> visitors.of(it + ".e2e.localhost"));
            action.call();
            System.out.println(what + ": " + visitors);
            visitors.assertServed();
        }
    }

    /** Visitors of that client, from now on. */
    void of(String host) {
        for (var visitor = 0; visitor < EACH; visitor++) {
            threads.execute(() -> {
                while (open) {
                    ask(host);
                }
            });
        }
    }

    private void ask(String host) {
        try {
            var answer = browser.get(host, "/api/v1/visits");
            if (answer.statusCode() == 200) {
                served.incrementAndGet();
            } else {
                failures.add(host + " answered " + answer.statusCode() + " " + answer.body());
            }
        } catch (UncheckedIOException failed) {
            failures.add(host + ": " + failed.getCause());
        }
    }

    /** Ends the visits; fails when one failed, or none was answered. */
    void assertServed() throws InterruptedException {
        open = false;
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(served).hasPositiveValue();
    }

    @Override
    public void close() {
        open = false;
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "%d requests answered, %d failed".formatted(served.get(), failures.size());
    }
}
