package com.owndom.hosting.network;

import com.owndom.hosting.container.Capability;
import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.ShippedText;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container that holds the estate's rules in its host's packet filter.
 *
 * @param plan names and addresses
 * @param settings image and published ports
 */
record FirewallContainer(NetworkPlan plan, EstateSettings settings) {

    private static final MemorySize MEMORY = new MemorySize(32);
    private static final String CPUS = "0.25";
    private static final int PROCESSES = 64;
    private static final int STOP_SECONDS = 10;

    String name() {
        return plan.name("firewall");
    }

    /** The container's arguments: it may change the host's packet filter, and do nothing else. */
    ContainerArgs args() {
        var args = Containers.keptRunning(Labels.limited(Labels.server(plan.estate(), "firewall"), PROCESSES))
                .name(name())
                .image(settings.network().firewallImage())
                .networkMode("host")
                .readOnly(true)
                .tmpfs(Map.of("/run", "size=64k"))
                .entrypoints("sh")
                // No file can be uploaded to a read-only container.
                .command(command())
                .healthcheck(health())
                .destroyGraceSeconds(STOP_SECONDS);
        return Containers.limited(Containers.confined(args, Capability.NET_ADMIN), MEMORY, CPUS)
                .build();
    }

    private List<String> command() {
        var script = ShippedText.of(FirewallContainer.class, "firewall.sh");
        var bridges = plan.edges().stream().map(NetworkPlan.Star::bridge);
        return Stream.concat(Stream.of("-c", script, "firewall", plan.chain(), rules()), bridges)
                .toList();
    }

    private String rules() {
        var http = settings.http();
        var ports = settings.hasTls() ? List.of(http.port(), http.httpsPort()) : List.of(http.port());
        return new FirewallRules(plan, ports).text();
    }

    private static ContainerHealthcheckArgs health() {
        return Containers.check("CMD", "test", "-e", "/run/protecting");
    }
}
