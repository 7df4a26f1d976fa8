package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** They write into clients' databases without a pause, come back whenever they are thrown out, and remember every answer. */
final class Writers {

    private static final String TABLE = "CREATE TABLE IF NOT EXISTS written (id bigint PRIMARY KEY)";

    private final Databases databases;
    private final Browser browser;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
    private final AtomicInteger visits = new AtomicInteger();
    private final AtomicInteger thrownOut = new AtomicInteger();
    private volatile boolean open = true;

    Writers(Databases databases, Browser browser) {
        this.databases = databases;
        this.browser = browser;
    }

    /** One writes as the client's role, the other asks its app to. */
    void of(String client, String databaseUrl) {
        threads.execute(() -> {
            for (var id = 0L; open; id++) {
                id = write(client, databaseUrl, id);
            }
        });
        threads.execute(() -> {
            while (open) {
                visit(client);
            }
        });
    }

    /** Until the connection breaks; the last number that was tried. */
    private long write(String client, String databaseUrl, long from) {
        var id = from;
        try (var connection = databases.connect(databaseUrl, database(client));
                var statement = connection.createStatement()) {
            statement.execute(TABLE);
            for (; open; id++) {
                statement.execute("INSERT INTO written VALUES (" + id + ")");
                acknowledged.add(id);
            }
        } catch (SQLException broken) {
            thrownOut.incrementAndGet();
            pause();
        }
        return id;
    }

    private void visit(String client) {
        try {
            var answer = browser.post(client + ".e2e.localhost", "/api/v1/visits", new byte[0]);
            if (answer.statusCode() == 201) {
                visits.incrementAndGet();
            }
        } catch (UncheckedIOException broken) {
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String database(String client) {
        return client.replace('-', '_') + "_db";
    }

    /** Whatever was acknowledged until now is there. */
    void assertNothingIsLost(String client, String databaseUrl) throws SQLException {
        var written = List.copyOf(acknowledged);
        var visited = visits.get();
        try (var connection = databases.connect(databaseUrl, database(client))) {
            // As sets: of lists as long as these, AssertJ's containsAll compares each with each, for minutes.
            var lost = written.stream().map(String::valueOf).collect(Collectors.toSet());
            lost.removeAll(Set.copyOf(Databases.column(connection, "SELECT id FROM written")));
            assertThat(lost).isEmpty();
            var rows =
                    Databases.column(connection, "SELECT count(*) FROM visits").get(0);
            assertThat(Integer.parseInt(rows)).isGreaterThanOrEqualTo(visited);
        }
        System.out.printf(
                "%d writes and %d visits acknowledged, none lost; thrown out %d times%n",
                written.size(), visited, thrownOut.get());
    }

    /** How often a connection broke or was refused. */
    int thrownOut() {
        return thrownOut.get();
    }

    /** They write no more. */
    void stop() throws InterruptedException {
        open = false;
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    }
}
