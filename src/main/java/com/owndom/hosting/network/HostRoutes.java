package com.owndom.hosting.network;

import com.owndom.hosting.command.Command;
import com.owndom.hosting.container.RemoteHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The routes of the Docker host, when that is this machine or one that the launcher reaches.
 *
 * @param routes to networks, in the kernel's order
 * @param dockerNetwork the name of the Docker network that has a bridge; empty when there is none
 */
public record HostRoutes(List<Route> routes, UnaryOperator<String> dockerNetwork) {

    private static final Path KERNELS = Path.of("/proc/net/route");
    private static final String SOCKET = "unix://";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** Docker's own name for a bridge: the beginning of its network's id. */
    private static final String NAMED_BY_DOCKER = "br-";

    /** Copies the routes. */
    public HostRoutes {
        routes = List.copyOf(routes);
    }

    /** Nothing is known of the host. */
    public static HostRoutes unknown() {
        return new HostRoutes(List.of(), bridge -> "");
    }

    /** The routes of that daemon's host; unknown when that machine is, or has no Linux kernel of its own. */
    public static HostRoutes of(String dockerHost) {
        var remote = RemoteHost.of(dockerHost);
        if (remote.isPresent()) {
            return of(dockerHost, remote.get());
        }
        if (!isHere(dockerHost) || !Files.isReadable(KERNELS)) {
            return unknown();
        }
        try {
            return new HostRoutes(parse(Files.readAllLines(KERNELS)), id -> named(dockerHost, id));
        } catch (IOException unreadable) {
            return unknown();
        }
    }

    static HostRoutes of(String dockerHost, RemoteHost host) {
        return new HostRoutes(parse(host.routes()), id -> named(dockerHost, id));
    }

    private static boolean isHere(String dockerHost) {
        return dockerHost.startsWith(SOCKET) && Files.exists(Path.of(dockerHost.substring(SOCKET.length())));
    }

    static List<Route> parse(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\\s+"))
                .map(it -> new Route(reversed(it[1]), Long.bitCount(Long.parseLong(it[7], 16)), it[0]))
                .filter(Route::isNetwork)
                .toList();
    }

    /** What keeps an estate of this plan from having its pool; its own networks do not. */
    Optional<String> inTheWay(NetworkPlan plan) {
        var pool = Route.parse(plan.subnets().pool(), "");
        return routes.stream()
                .filter(it -> it.overlaps(pool))
                .filter(it -> !it.device().startsWith(plan.bridgePrefix()))
                .map(it -> told(it, plan))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Whether no route overlaps the pool. */
    boolean isFree(String pool) {
        var wanted = Route.parse(pool, "");
        return routes.stream().noneMatch(it -> it.overlaps(wanted));
    }

    private Optional<String> told(Route route, NetworkPlan plan) {
        var network = route.device().startsWith(NAMED_BY_DOCKER)
                ? dockerNetwork.apply(route.device().substring(NAMED_BY_DOCKER.length()))
                : "";
        if (plan.owns(network)) {
            return Optional.empty();
        }
        var whose = network.isEmpty() ? "" : ", the Docker network " + network;
        return Optional.of("%s dev %s%s".formatted(route.cidr(), route.device(), whose));
    }

    /** The kernel writes an address as its bytes lie in memory. */
    private static long reversed(String hexadecimal) {
        return Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hexadecimal, 16)));
    }

    private static String named(String dockerHost, String id) {
        var said = asked(dockerHost, id).run(LIMIT);
        return said.succeeded() ? said.printed().strip() : "";
    }

    static Command asked(String dockerHost, String id) {
        return Command.of("docker", "--host", dockerHost, "network", "inspect", "--format", "{{.Name}}", id);
    }
}
