package com.owndom.hosting.network;

import com.owndom.hosting.check.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Whether the estate's pool is free on its host: traffic for what is there already would end in the estate's networks.
 *
 * @param plan with the pool
 * @param routes the host's
 */
public record PoolChecks(NetworkPlan plan, HostRoutes routes) {

    /** The problem, if there is one. */
    public List<Problem> problems() {
        return routes.inTheWay(plan).stream().map(this::problem).toList();
    }

    private Problem problem(String route) {
        return new Problem(
                "subnetPool",
                plan.subnets().pool(),
                "overlaps a route of the Docker host, " + route,
                free().map(it -> "pulumi config set subnetPool " + it)
                        .orElse("choose a private /16 that `ip route` does not show"));
    }

    private Optional<String> free() {
        return IntStream.rangeClosed(90, 255)
                .mapToObj("10.%d.0.0/16"::formatted)
                .filter(routes::isFree)
                .findFirst();
    }
}
