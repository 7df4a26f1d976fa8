package com.owndom.e2e;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Writes as the app of client 1 does, wherever it lives: with the login that its newest container has, again after each
 * failure. Each answer is remembered with the server that gave it.
 */
final class AppWriter extends Thread {

    private static final int PAUSE_MILLISECONDS = 20;

    private final Docker docker;
    private final Map<String, Integer> ports;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private int number;
    private volatile String last = "";
    private volatile boolean ended;

    /** The servers' ports of loopback, by the names that an app has for them. */
    AppWriter(Docker docker, Map<String, Integer> ports) {
        this.docker = docker;
        this.ports = ports;
    }

    /** Whether the last write was one to this server. */
    BooleanSupplier hasWrittenTo(String server) {
        return () -> last.equals(server);
    }

    int written() {
        return acknowledged.size();
    }

    /** What this server has acknowledged. */
    Set<String> acknowledgedBy(String server) {
        return acknowledged.entrySet().stream()
                .filter(it -> it.getValue().equals(server))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** All that was acknowledged until now. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged.keySet());
    }

    /** It writes no more. */
    Set<String> end() throws InterruptedException {
        ended = true;
        join();
        return acknowledged();
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                var url = URI.create(Docker.environment(docker.id("client-1", "backend"), "DATABASE_URL"));
                try (var connection = connect(url)) {
                    write(connection, url.getHost());
                }
            } catch (SQLException | AssertionError standsStill) {
                pause();
            }
        }
    }

    private void write(Connection connection, String server) throws SQLException {
        while (!ended) {
            var body = "w-" + number++;
            try (var insert = connection.prepareStatement("INSERT INTO note (body) VALUES (?)")) {
                insert.setString(1, body);
                insert.executeUpdate();
            }
            acknowledged.put(body, server);
            last = server;
            pause();
        }
    }

    private Connection connect(URI url) throws SQLException {
        var login = url.getUserInfo().split(":");
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d%s".formatted(ports.get(url.getHost()), url.getPath()),
                login[0],
                login[1]);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
