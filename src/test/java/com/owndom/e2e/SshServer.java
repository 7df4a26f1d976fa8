package com.owndom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An ssh server on this host with throw-away keys: {@code host}, its own, and {@code user}, which it lets in. */
final class SshServer implements AutoCloseable {

    final Path directory = Files.createTempDirectory("ssh");
    final int port = FreePort.next();
    private final String address;
    private Process process;

    /** Serves at that address alone, with further lines of sshd_config. */
    SshServer(String address, String... lines) throws IOException {
        this.address = address;
        for (var key : List.of("host", "user")) {
            var file = directory.resolve(key).toString();
            Shell.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file);
        }
        // Where Debian's sshd goes when it has nothing to see.
        Files.createDirectories(Path.of("/run/sshd"));
        Files.writeString(
                directory.resolve("sshd_config"),
                """
                ListenAddress %1$s:%2$d
                HostKey %3$s/host
                AuthorizedKeysFile %3$s/user.pub
                AuthenticationMethods publickey
                StrictModes no
                UsePAM no
                PidFile none
                %4$s
                """
                        .formatted(address, port, directory, String.join("\n", lines)));
        start();
    }

    /** With the keys and files that it had before. */
    void start() throws IOException {
        process = new ProcessBuilder(
                        "/usr/sbin/sshd",
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        Shell.run(
                "sh",
                "-c",
                "for i in $(seq 50); do ssh-keyscan -p %d %s 2>/dev/null | grep -q . && exit; sleep 0.1; done; cat %s; exit 1"
                        .formatted(port, address, directory.resolve("sshd.log")));
    }

    /** Also the connections that there are. */
    void stop() {
        var sessions = process.descendants().toList();
        process.destroy();
        sessions.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
    }

    /** What is in a key's file, such as {@code host.pub}. */
    String key(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }

    @Override
    public void close() {
        stop();
        Shell.run("rm", "--recursive", directory.toString());
    }
}
