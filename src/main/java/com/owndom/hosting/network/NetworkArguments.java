package com.owndom.hosting.network;

import com.owndom.hosting.container.Labels;
import com.owndom.hosting.name.ClientName;
import com.pulumi.docker.NetworkArgs;
import com.pulumi.docker.inputs.NetworkIpamConfigArgs;
import java.util.Map;

/**
 * What Docker is told about each network.
 *
 * @param plan names and addresses
 * @param isolated whether members of a shared network are kept apart
 */
record NetworkArguments(NetworkPlan plan, boolean isolated) {

    private static final String BRIDGE = "com.docker.network.bridge.name";
    private static final String MEMBERS_REACH_EACH_OTHER = "com.docker.network.bridge.enable_icc";

    /** The proxy's. It also leads to the internet, and no other network of its members does. */
    NetworkArgs edge(NetworkPlan.Star star) {
        return star(star).build();
    }

    /** PostgreSQL's. */
    NetworkArgs data() {
        return star(plan.data()).internal(true).build();
    }

    /** Docker publishes no port of a container that is in internal networks only, so PostgreSQL is in this one too. */
    NetworkArgs admin() {
        return of(plan.name("admin"), plan.adminBridge())
                .ipamConfigs(subnet(plan.subnets().admin()).build())
                .build();
    }

    /** Of the one container that gets certificates. */
    NetworkArgs certificates() {
        return of(plan.name("certificates"), plan.certificatesBridge())
                .ipamConfigs(subnet(plan.subnets().certificates()).build())
                .build();
    }

    /** Of the containers that make backups. */
    NetworkArgs backups() {
        return of(plan.name("backups"), plan.backupsBridge())
                .ipamConfigs(subnet(plan.subnets().backups()).build())
                .build();
    }

    /** A client's own. */
    NetworkArgs client(ClientName client, int number) {
        return of(plan.name(client), plan.bridge(number))
                .ipamConfigs(subnet(plan.subnets().client(number)).build())
                .internal(true)
                .build();
    }

    private NetworkArgs.Builder star(NetworkPlan.Star star) {
        var subnet = star.subnet();
        var addresses = subnet(subnet.cidr()).gateway(subnet.gateway()).ipRange(subnet.members());
        var args = of(star.name(), star.bridge()).ipamConfigs(addresses.build());
        return isolated ? args.options(Map.of(BRIDGE, star.bridge(), MEMBERS_REACH_EACH_OTHER, "false")) : args;
    }

    private NetworkArgs.Builder of(String name, String bridge) {
        return NetworkArgs.builder().name(name).options(Map.of(BRIDGE, bridge)).labels(Labels.network(plan.estate()));
    }

    private static NetworkIpamConfigArgs.Builder subnet(String cidr) {
        return NetworkIpamConfigArgs.builder().subnet(cidr);
    }
}
