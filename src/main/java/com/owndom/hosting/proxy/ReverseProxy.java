package com.owndom.hosting.proxy;

import com.owndom.hosting.network.EstateNetwork;
import com.owndom.hosting.network.Labels;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerPortArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;

/**
 * The nginx that every client is behind, with the volume its releases live in. Clients come, go and change without it
 * being restarted: that is {@link Publication}'s work.
 *
 * <p>Outputs: {@code container} (its id) and {@code releases} (the volume).
 */
public final class ReverseProxy extends ComponentResource {

    private static final int STOP_SECONDS = 30;

    private final String estate;
    private final EstateSettings settings;
    private final Volume releases;
    private final Container container;

    /** Declares the proxy on the network where the clients' apps are. */
    public ReverseProxy(String estate, EstateSettings settings, EstateNetwork edge, ComponentResourceOptions options) {
        super("owndom:hosting:ReverseProxy", "proxy", options);
        this.estate = estate;
        this.settings = settings;
        this.releases = declareReleases();
        this.container = declareContainer(edge);
        registerOutputs(Map.of("container", container.id(), "releases", releases.name()));
    }

    /** The container's id; its process and network namespaces are where a release is published. */
    Output<String> container() {
        return Outputs.unlessFailed(container.id());
    }

    Output<String> releases() {
        return Outputs.unlessFailed(releases.name());
    }

    String image() {
        return settings.proxyImage();
    }

    List<ContainerLabelArgs> labels(String server) {
        return Labels.server(estate, settings.stack(), server);
    }

    int healthSeconds() {
        return settings.healthSeconds();
    }

    /** How long old workers may finish their requests: 5 seconds in development, 30 elsewhere. */
    int drainSeconds() {
        return settings.isDevelopment() ? 5 : 30;
    }

    private Volume declareReleases() {
        var name = "%s_releases_%s".formatted(estate, settings.stack());
        return new Volume("releases", VolumeArgs.builder().name(name).build(), options());
    }

    private Container declareContainer(EstateNetwork edge) {
        var args = ContainerArgs.builder()
                .name("%s_proxy_%s".formatted(estate, settings.stack()))
                .image(settings.proxyImage())
                .restart("unless-stopped")
                .labels(labels("proxy"))
                .networksAdvanced(ContainerNetworksAdvancedArgs.builder()
                        .name(edge.name())
                        .build())
                .ports(port())
                .volumes(volume(releases()))
                .uploads(upload("/etc/nginx/nginx.conf", ProxyText.main(drainSeconds())))
                .healthcheck(health())
                .logDriver("json-file")
                .logOpts(Map.of("max-size", "10m", "max-file", "3"))
                .stopSignal("SIGQUIT")
                .destroyGraceSeconds(STOP_SECONDS)
                .build();
        return new Container("proxy", args, options());
    }

    private ContainerPortArgs port() {
        return ContainerPortArgs.builder()
                .internal(80)
                .external(settings.http().port())
                .ip(settings.http().address())
                .build();
    }

    private static ContainerHealthcheckArgs health() {
        return ContainerHealthcheckArgs.builder()
                .tests("CMD", "curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:81/")
                .interval("30s")
                .timeout("5s")
                .retries(3)
                .build();
    }

    static ContainerVolumeArgs volume(Output<String> releases) {
        return ContainerVolumeArgs.builder()
                .volumeName(releases)
                .containerPath(ProxyText.ESTATE)
                .build();
    }

    static ContainerUploadArgs upload(String file, String content) {
        return ContainerUploadArgs.builder().file(file).content(content).build();
    }

    private CustomResourceOptions options() {
        return CustomResourceOptions.builder()
                .parent(this)
                .deleteBeforeReplace(true)
                .build();
    }
}
