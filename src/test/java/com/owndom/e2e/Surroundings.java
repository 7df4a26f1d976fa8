package com.owndom.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is around an estate: a service of its host, and a server elsewhere that also answers where cloud providers have
 * their metadata. The server is in a network of Docker, to which the host's packet filter is opened after the estate's rules.
 */
final class Surroundings implements AutoCloseable {

    private static final String OUTSIDE = "10.139.0.9";
    private static final String METADATA = "169.254.77.9";
    private static final int BACKLOG = 500;
    private static final String HOST = Shell.run("sh", "-c", "hostname -I").split(" ")[0];

    private final String name = "e2e_outside_" + Long.toString(System.nanoTime() % 100_000_000, 36);
    private final ServerSocket service = new ServerSocket(0, BACKLOG);

    Surroundings() throws IOException {
        Shell.run("docker", "network", "create", "--subnet=10.139.0.0/24", name);
        Shell.run("docker", "network", "create", "--subnet=169.254.77.0/24", name + "_metadata");
        Shell.run(
                "docker",
                "run",
                "--detach",
                "--init",
                "--name=" + name,
                "--network=" + name,
                "--ip=" + OUTSIDE,
                "python:3.13",
                "python",
                "-m",
                "http.server",
                "80");
        Shell.run("docker", "network", "connect", "--ip=" + METADATA, name + "_metadata", name);
        opened("I");
    }

    private static void opened(String change) {
        for (var address : new String[] {OUTSIDE, METADATA}) {
            filter("iptables -%1$s DOCKER-USER -d %2$s -j ACCEPT; iptables -%1$s DOCKER-USER -s %2$s -j ACCEPT"
                    .formatted(change, address));
        }
    }

    /** Runs a command where it may change the host's packet filter. */
    static String filter(String command) {
        return Shell.run(
                "docker",
                "run",
                "--rm",
                "--network=host",
                "--cap-add=NET_ADMIN",
                "docker:28-dind",
                "sh",
                "-c",
                command);
    }

    /** What a container could try, by {@code host:port}. */
    Map<String, String> targets(EstateUnderTest estate) {
        var targets = new TreeMap<String, String>();
        targets.put(HOST + ":" + estate.httpPort, "the published port");
        targets.put(HOST + ":" + estate.httpsPort, "the published port");
        addressesOfTheHost(service.getLocalPort()).forEach(it -> targets.put(it, "a service of the host"));
        targets.put(OUTSIDE + ":80", "outside");
        targets.put(METADATA + ":80", "metadata");
        return targets;
    }

    /** The port at each address that the host has for some container. */
    List<String> addressesOfTheHost(int port) {
        var gateways = Stream.of("32.1", "64.1", "96.1", "253.1", "253.17", "128.33", "128.65")
                .map(it -> "10.140." + it);
        return Stream.concat(Stream.of(HOST), gateways)
                .map(it -> it + ":" + port)
                .toList();
    }

    /** A pool that this host has a route in. */
    String pool() {
        return "10.139.0.0/16";
    }

    /** The Docker network that the route leads to. */
    String network() {
        return name;
    }

    @Override
    public void close() throws IOException {
        opened("D");
        Shell.run("docker", "rm", "--force", name);
        Shell.run("docker", "network", "rm", name, name + "_metadata");
        service.close();
    }
}
