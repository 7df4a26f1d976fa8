package com.owndom.hosting.network;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The estate's rules in the packet filter of its host, as iptables-restore reads them: the same for any number of
 * clients. Docker alone lets no member of a shared network reach another, so without them nobody is served.
 *
 * @param plan names and addresses
 * @param publishedPorts the proxy's on the host
 */
record FirewallRules(NetworkPlan plan, List<Integer> publishedPorts) {

    private static final String ANSWERS = "-m conntrack --ctstate ESTABLISHED,RELATED";
    private static final String REFUSE = "-j REJECT --reject-with icmp-admin-prohibited";

    FirewallRules {
        publishedPorts = List.copyOf(publishedPorts);
    }

    String text() {
        return String.join("\n", chain(plan.chain()), chain(host()), between(), toTheHost());
    }

    private static String chain(String name) {
        return ":" + name + " - [0:0]";
    }

    private String host() {
        return plan.chain() + "-HOST";
    }

    /** What passes the host, asked before Docker's own rules. */
    private String between() {
        var edges = plan.edges().stream().map(this::edge).collect(Collectors.joining());
        var apart = plan.edges().stream().map(this::apart).collect(Collectors.joining("\n"));
        return """
                # PostgreSQL answers the host, and opens no connection of its own.
                -A C -i %5$s -m conntrack --ctdir ORIGINAL %4$s
                # The databases' network leads nowhere. Docker has that rule too, and asks it after these.
                -A C -i %6$s ! -o %6$s %4$s
                %1$s%2$s
                # Docker keeps its networks apart too, but not while it makes or removes one, for a moment.
                %7$s
                # Cloud providers give credentials at link-local addresses, and sometimes name service.
                -A C -i %3$s+ -d 169.254.0.0/16 -p udp --dport 53 -j RETURN
                -A C -i %3$s+ -d 169.254.0.0/16 -p tcp --dport 53 -j RETURN
                -A C -i %3$s+ -d 169.254.0.0/16 %4$s"""
                .formatted(
                        edges,
                        data(),
                        plan.bridgePrefix(),
                        REFUSE,
                        plan.adminBridge(),
                        plan.data().bridge(),
                        apart)
                .replace("-A C ", "-A " + plan.chain() + " ");
    }

    /** Its members reach nobody of the estate by any other way; the way to the internet is through it. */
    private String apart(NetworkPlan.Star edge) {
        return "-A C -i %s -o %s+ %s".formatted(edge.bridge(), plan.bridgePrefix(), REFUSE);
    }

    private String edge(NetworkPlan.Star edge) {
        return """
                # The proxy reaches the apps, and they answer.
                -A C -i %1$s -o %1$s -s %2$s -p tcp -j ACCEPT
                -A C -i %1$s -o %1$s -d %2$s %3$s -j ACCEPT
                # An app reaches the proxy as visitors do, through its port on the host.
                -A C -i %4$s -d %2$s -p tcp -m conntrack --ctstate DNAT -j ACCEPT
                -A C -s %2$s -o %4$s %3$s -j ACCEPT
                """
                .formatted(edge.bridge(), edge.subnet().server(), ANSWERS, plan.guardedBridges());
    }

    private String data() {
        var data = plan.data();
        return """
                # The backends reach the PostgreSQL servers, and so do these one another; they answer.
                -A C -i %1$s -o %1$s -d %2$s -p tcp --dport %3$d -j ACCEPT
                -A C -i %1$s -o %1$s -s %2$s %4$s -j ACCEPT
                -A C -i %1$s -o %1$s %5$s"""
                .formatted(data.bridge(), plan.subnets().databaseServers(), NetworkPlan.POSTGRES_PORT, ANSWERS, REFUSE);
    }

    /** What a container sends to the host itself, whichever of its addresses it takes. */
    private String toTheHost() {
        var ports = publishedPorts.stream().map(String::valueOf).collect(Collectors.joining(","));
        return """
                -A C ! -i %1$s -j RETURN
                -A C %2$s -j RETURN
                -A C -i %5$s %4$s
                # The host's own rules decide about the published ports and a name service.
                -A C -p tcp -m multiport --dports %3$s -j RETURN
                -A C -p tcp --dport 53 -j RETURN
                -A C -p udp --dport 53 -j RETURN
                -A C %4$s"""
                .formatted(plan.guardedBridges(), ANSWERS, ports, REFUSE, plan.adminBridge())
                .replace("-A C ", "-A " + host() + " ");
    }
}
