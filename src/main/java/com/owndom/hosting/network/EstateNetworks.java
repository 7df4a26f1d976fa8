package com.owndom.hosting.network;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.stream.Stream;

/**
 * The networks of an estate. The shared ones never change when clients come and go, so neither do their servers.
 *
 * <p>On a person's own machine nothing keeps their members apart: all of them are that person's, and Docker Desktop has
 * another packet filter than a Linux host.
 */
public final class EstateNetworks {

    private final NetworkPlan plan;
    private final NetworkArguments arguments;
    private final EstateNetwork edgeFrontend;
    private final EstateNetwork edgeBackend;
    private final EstateNetwork data;
    private final EstateNetwork admin;
    private final Output<List<Resource>> protection;

    /** Declares the networks that clients share, and what keeps their members apart. */
    public EstateNetworks(EstateName names, EstateSettings settings, Resource estate) {
        this.plan = NetworkPlan.of(names, settings);
        this.arguments = new NetworkArguments(plan, !settings.isDevelopment());
        this.edgeFrontend = edge(plan.edgeFrontend(), estate);
        this.edgeBackend = edge(plan.edgeBackend(), estate);
        this.data = new EstateNetwork(plan.data().part(), arguments.data(), estate);
        this.admin = new EstateNetwork("admin", arguments.admin(), estate);
        this.protection = settings.isDevelopment()
                ? Output.of(List.of())
                : new Firewall(plan, settings, resources(), estate).protecting();
    }

    /** A client's own network, which its two apps have to themselves. */
    public EstateNetwork client(ClientName client, int number, Resource parent) {
        return new EstateNetwork(client.value(), arguments.client(client, number), parent);
    }

    /** Where the container that gets certificates reaches whoever gives them. */
    public EstateNetwork certificates(Resource estate) {
        return new EstateNetwork("certificates", arguments.certificates(), estate);
    }

    /** Where containers reach a repository of backups on another machine. */
    public EstateNetwork backups(Resource parent) {
        return new EstateNetwork("backups", arguments.backups(), parent);
    }

    /** Where the proxy reaches frontends. */
    public EstateNetwork edgeFrontend() {
        return edgeFrontend;
    }

    /** Where the proxy reaches backends. */
    public EstateNetwork edgeBackend() {
        return edgeBackend;
    }

    /** Where backends reach PostgreSQL. */
    public EstateNetwork data() {
        return data;
    }

    /** The networks of the proxy. */
    public List<ContainerNetworksAdvancedArgs> ofProxy() {
        return List.of(server(plan.edgeFrontend(), edgeFrontend), server(plan.edgeBackend(), edgeBackend));
    }

    /** The networks of a PostgreSQL server, which backends find under that name. */
    public List<ContainerNetworksAdvancedArgs> ofPostgres(String name, int number) {
        var address = plan.subnets().databaseServer(number);
        return List.of(Containers.memberAt(address, data.name(), name), admin.member());
    }

    /** The network of what stands in front of a PostgreSQL server, where backends find it under that name. */
    public ContainerNetworksAdvancedArgs ofPool(String name, int number) {
        return Containers.memberAt(plan.subnets().pool(number), data.name(), name);
    }

    /** What has to be there before anything but PostgreSQL joins a shared network. */
    public Output<List<Resource>> protection() {
        return protection;
    }

    private EstateNetwork edge(NetworkPlan.Star star, Resource estate) {
        return new EstateNetwork(star.part(), arguments.edge(star), estate);
    }

    private List<Resource> resources() {
        return Stream.of(edgeFrontend, edgeBackend, data, admin)
                .map(EstateNetwork::resource)
                .toList();
    }

    private static ContainerNetworksAdvancedArgs server(
            NetworkPlan.Star star, EstateNetwork network, String... aliases) {
        return Containers.memberAt(star.subnet().server(), network.name(), aliases);
    }
}
