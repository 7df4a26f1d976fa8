package com.owndom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ACME authority that really validates: Pebble, built from its Go module. */
final class Pebble implements AutoCloseable {

    private final Path directory;
    private final String address;
    private final int port;
    private Process process;

    /**
     * Not started yet.
     *
     * @param address of this machine, as containers reach it
     * @param httpPort where the hosts to be validated listen
     */
    Pebble(String address, int httpPort) throws IOException {
        this.directory = Files.createTempDirectory("pebble");
        this.address = address;
        this.port = FreePort.next();
        Shell.run("sh", "-c", "cd toolchain/pebble && CGO_ENABLED=0 go build -trimpath -o " + directory + " tool");
        SelfSigned.write("pebble", "IP:" + address, directory + "/key.pem", roots());
        Files.writeString(
                directory.resolve("config.json"),
                """
                {"pebble": {"listenAddress": "0.0.0.0:%d", "managementListenAddress": "127.0.0.1:0",
                  "certificate": "%2$s/roots.pem", "privateKey": "%2$s/key.pem", "httpPort": %3$d, "tlsPort": 1,
                  "retryAfter": {"authz": 1, "order": 1},
                  "profiles": {"default": {"description": "as usual", "validityPeriod": 7776000}}}}
                """
                        .formatted(port, directory, httpPort));
    }

    /** What its API is trusted by. */
    String roots() {
        return directory + "/roots.pem";
    }

    /** Where ACME begins. */
    String url() {
        return "https://" + address + ":" + port + "/dir";
    }

    /** Asks that name server, on this machine. */
    void start(int dnsPort) throws IOException {
        var command = new ProcessBuilder(
                        directory + "/pebble",
                        "-config",
                        directory + "/config.json",
                        "-dnsserver",
                        "127.0.0.1:" + dnsPort)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        command.environment().put("PEBBLE_VA_NOSLEEP", "1");
        command.environment().put("PEBBLE_AUTHZREUSE", "0");
        process = command.start();
        Eventually.within(20, "pebble listens", this::listens);
    }

    private boolean listens() {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    void stop() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            stop();
        }
        Shell.run("rm", "--recursive", "--force", directory.toString());
    }

    /** Everything that it logged. */
    String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
