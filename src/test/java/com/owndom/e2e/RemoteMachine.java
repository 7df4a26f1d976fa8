package com.owndom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * This machine as another one sees it: the other is a network namespace with a loopback of its own and without Docker's
 * socket, from which nothing but an ssh server with throw-away keys can be reached. Needs root, ip and sshd.
 */
final class RemoteMachine implements AutoCloseable {

    private static final String HERE = "198.18.190.1";
    private static final String THERE = "198.18.190.2";

    private final String namespace = "e2e" + Long.toString(System.nanoTime() % 1_000_000, 36);
    private final Path directory;
    private final Process server;
    final int port = FreePort.next();

    RemoteMachine() throws IOException {
        directory = Files.createTempDirectory("ssh");
        makeKeys();
        connectNamespace();
        server = startServer();
    }

    String address() {
        return "ssh://" + System.getProperty("user.name") + "@" + HERE + ":" + port;
    }

    /** For ssh: with the right key, and only to this machine. */
    Path trusting() throws IOException {
        return configuration("trusting", Files.readString(directory.resolve("host.pub")));
    }

    /** For ssh: taking this machine for another. */
    Path mistaking() throws IOException {
        return configuration("mistaking", Files.readString(directory.resolve("user.pub")));
    }

    /** What the command printed over there, and how it ended. */
    Checkout.Ended run(Path workingDirectory, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var wrapped = new ArrayList<>(List.of("ip", "netns", "exec", namespace, "unshare", "--mount", "sh", "-c"));
        wrapped.add("mount --bind /dev/null /var/run/docker.sock && exec \"$@\"");
        wrapped.add("sh");
        wrapped.addAll(List.of(command));
        var builder =
                new ProcessBuilder(wrapped).directory(workingDirectory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(it -> it.startsWith("PULUMI_CONFIG") || it.startsWith("DOCKER_"));
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var printed = new String(process.getInputStream().readAllBytes());
        return new Checkout.Ended(process.waitFor(), printed);
    }

    /** What still runs over there. */
    String processes() {
        return Shell.run("sh", "-c", "ip netns pids " + namespace + " | xargs -r ps -o args= -p");
    }

    private void makeKeys() {
        for (var name : List.of("host", "user")) {
            Shell.run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve(name).toString());
        }
    }

    private void connectNamespace() {
        Shell.run("ip", "netns", "add", namespace);
        var here = namespace + "a";
        Shell.run("ip", "link", "add", here, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        Shell.run("ip", "address", "add", HERE + "/30", "dev", here);
        Shell.run("ip", "link", "set", here, "up");
        Shell.run("ip", "-n", namespace, "address", "add", THERE + "/30", "dev", "eth0");
        Shell.run("ip", "-n", namespace, "link", "set", "eth0", "up");
        Shell.run("ip", "-n", namespace, "link", "set", "lo", "up");
    }

    private Process startServer() throws IOException {
        var configuration = Files.writeString(
                directory.resolve("sshd_config"),
                """
                ListenAddress %1$s:%2$d
                HostKey %3$s/host
                AuthorizedKeysFile %3$s/user.pub
                AuthenticationMethods publickey
                StrictModes no
                UsePAM no
                PidFile none
                """
                        .formatted(HERE, port, directory));
        // Where Debian's sshd goes when it has nothing to see.
        Files.createDirectories(Path.of("/run/sshd"));
        var started = new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        Shell.run(
                "sh",
                "-c",
                "for i in $(seq 50); do ssh-keyscan -p %d %s 2>/dev/null | grep -q . && exit; sleep 0.1; done; cat %s; exit 1"
                        .formatted(port, HERE, directory.resolve("sshd.log")));
        return started;
    }

    private Path configuration(String name, String hostKey) throws IOException {
        var known = Files.writeString(directory.resolve(name + ".hosts"), "[" + HERE + "]:" + port + " " + hostKey);
        return Files.writeString(
                directory.resolve(name),
                """
                Host *
                  IdentityFile %s/user
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  StrictHostKeyChecking yes
                  BatchMode yes
                """
                        .formatted(directory, known));
    }

    @Override
    public void close() {
        server.destroy();
        Shell.run("ip", "netns", "delete", namespace);
        Shell.run("rm", "--recursive", directory.toString());
    }
}
