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
    private final SshServer server;

    RemoteMachine() throws IOException {
        connectNamespace();
        server = new SshServer(HERE);
    }

    String address() {
        return "ssh://" + System.getProperty("user.name") + "@" + HERE + ":" + server.port;
    }

    /** For ssh: with the right key, and only to this machine. */
    Path trusting() throws IOException {
        return configuration("trusting", server.key("host.pub"));
    }

    /** For ssh: taking this machine for another. */
    Path mistaking() throws IOException {
        return configuration("mistaking", server.key("user.pub"));
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

    private Path configuration(String name, String hostKey) throws IOException {
        var known = Files.writeString(
                server.directory.resolve(name + ".hosts"), "[" + HERE + "]:" + server.port + " " + hostKey);
        return Files.writeString(
                server.directory.resolve(name),
                """
                Host *
                  IdentityFile %s/user
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  StrictHostKeyChecking yes
                  BatchMode yes
                """
                        .formatted(server.directory, known));
    }

    @Override
    public void close() {
        server.close();
        Shell.run("ip", "netns", "delete", namespace);
    }
}
