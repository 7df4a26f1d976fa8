package com.owndom.hosting.network;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Network;
import com.pulumi.docker.NetworkArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

/** A network with a subnet from the estate's plan. */
public final class EstateNetwork {

    private final Network network;

    /** Declares it. */
    EstateNetwork(String logicalName, NetworkArgs args, Resource parent) {
        var options = CustomResourceOptions.builder()
                .parent(parent)
                // Both would have the same name, bridge and subnet.
                .deleteBeforeReplace(true)
                // For people and tools; a changed one is not worth every member's replacement.
                .ignoreChanges("labels")
                .build();
        this.network = new Network(logicalName, args, options);
    }

    /** Membership, at any address. */
    public ContainerNetworksAdvancedArgs member(String... aliases) {
        return Containers.member(name(), aliases);
    }

    /** The network's name in Docker. */
    public Output<String> name() {
        return Outputs.unlessFailed(network.name());
    }

    /** For what needs it to be there. */
    Resource resource() {
        return network;
    }
}
