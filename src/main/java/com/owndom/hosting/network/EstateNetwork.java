package com.owndom.hosting.network;

import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Network;
import com.pulumi.docker.NetworkArgs;
import com.pulumi.docker.inputs.NetworkIpamConfigArgs;
import com.pulumi.resources.CustomResourceOptions;

/** A network with a subnet from the estate's plan. */
public final class EstateNetwork {

    private final Network network;

    /** Declares it. */
    public EstateNetwork(String logicalName, String name, String subnet, CustomResourceOptions options) {
        var addresses = NetworkIpamConfigArgs.builder().subnet(subnet).build();
        var args = NetworkArgs.builder().name(name).ipamConfigs(addresses).build();
        this.network = new Network(logicalName, args, options);
    }

    /** The network's name in Docker. */
    public Output<String> name() {
        return Outputs.unlessFailed(network.name());
    }
}
