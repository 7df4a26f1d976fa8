package com.owndom.hosting.proxy;

import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The nginx that every client is behind, with the volume its releases live in. Clients come, go and change without it
 * being restarted: that is {@link Publication}'s work.
 *
 * <p>Outputs: {@code container} (its id), {@code releases} and, with TLS, {@code certificates} (the volumes).
 */
public final class ReverseProxy extends ComponentResource {

    private final EstateSettings settings;
    private final ProxyContainer described;
    private final Volume releases;
    private final Optional<Volume> certificates;
    private final Container container;

    /** Declares the proxy on the networks where the clients' apps are. */
    public ReverseProxy(
            EstateName estate, EstateSettings settings, EstateNetworks networks, ComponentResourceOptions options) {
        super("owndom:hosting:ReverseProxy", "proxy", options);
        this.settings = settings;
        this.described = new ProxyContainer(estate, settings);
        this.releases = volume("releases");
        this.certificates = settings.hasTls() ? Optional.of(volume("certificates")) : Optional.empty();
        var args = described.args(networks.ofProxy(), releases(), certificates());
        // The provider says it changes the health check in place, and does not; nobody goes offline for it.
        var kept = options().dependsOn(networks.protection()).ignoreChanges("healthcheck");
        this.container = new Container("proxy", args, kept.build());
        var outputs = new TreeMap<String, Output<?>>(Map.of("container", container.id(), "releases", releases.name()));
        certificates().ifPresent(it -> outputs.put("certificates", it));
        registerOutputs(outputs);
    }

    /** The container's id; its process and network namespaces are where a release is published. */
    Output<String> container() {
        return Outputs.unlessFailed(container.id());
    }

    /** The name of the volume with the releases. */
    Output<String> releases() {
        return Outputs.unlessFailed(releases.name());
    }

    /** The name of the volume with the certificates; none without TLS. */
    public Optional<Output<String>> certificates() {
        return certificates.map(it -> Outputs.unlessFailed(it.name()));
    }

    /** The proxy's image; a release is tested with the same nginx that will serve it. */
    String image() {
        return settings.proxyImage();
    }

    /** The labels of a part of the proxy. */
    List<ContainerLabelArgs> labels(String server) {
        return described.labels(server);
    }

    /** How long a new version may take to answer. */
    int healthSeconds() {
        return settings.deploys().healthSeconds();
    }

    /** How long connections through old workers may stay before the old apps are asked to stop. */
    int drainSeconds() {
        return settings.deploys().drainSeconds();
    }

    /** What all sites share. */
    ProxyPlan plan() {
        return described.plan();
    }

    private Volume volume(String name) {
        var args = VolumeArgs.builder().name(described.name(name)).build();
        return new Volume(name, args, options().build());
    }

    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(this).deleteBeforeReplace(true);
    }
}
