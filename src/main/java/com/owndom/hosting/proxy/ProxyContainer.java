package com.owndom.hosting.proxy;

import com.owndom.hosting.container.Capability;
import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.ShippedText;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerPortArgs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The container of the reverse proxy. Nothing in it depends on a client.
 *
 * @param estate names it
 * @param settings image, address and port
 */
record ProxyContainer(EstateName estate, EstateSettings settings) {

    /** Its master listens, makes the directories of its workers, becomes their user, and ends those that do not. */
    static final Capability[] CAPABILITIES = {
        Capability.CHOWN, Capability.KILL, Capability.NET_BIND_SERVICE, Capability.SETGID, Capability.SETUID
    };

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int SPARE_SECONDS = 5;
    private static final int PROCESSES = 256;

    /** {@code <estate>_<part>_<stack>}. */
    String name(String part) {
        return estate.of(part);
    }

    List<ContainerLabelArgs> labels(String server) {
        return Labels.server(estate, server);
    }

    /** What its configuration depends on. */
    ProxyPlan plan() {
        return ProxyPlan.of(settings);
    }

    /** The container's arguments. */
    ContainerArgs args(
            List<ContainerNetworksAdvancedArgs> networks,
            Output<String> releases,
            Optional<Output<String>> certificates) {
        var volumes = Stream.concat(
                Stream.of(Containers.volume(releases, ProxyText.ESTATE)),
                certificates.stream().map(it -> Containers.readOnlyVolume(it, ProxyText.CERTIFICATES)));
        var args = Containers.keptRunning(Labels.limited(labels("proxy"), PROCESSES))
                .name(name("proxy"))
                .image(settings.proxyImage())
                .networksAdvanced(networks)
                .ports(ports())
                .volumes(volumes.toList())
                .uploads(Containers.file(ProxyText.MAIN_FILE, MainText.of()))
                .healthcheck(health())
                // Requests that are being answered are answered to their end.
                .stopSignal("SIGQUIT")
                .destroyGraceSeconds(settings.deploys().drainSeconds() + SPARE_SECONDS);
        if (certificates.isPresent()) {
            args.command("sh", "-c", ShippedText.of(ProxyContainer.class, "serve.sh"));
        }
        var limits = settings.servers();
        return Containers.limited(Containers.confined(args, CAPABILITIES), limits.proxyMemory(), limits.proxyCpus())
                .build();
    }

    private List<ContainerPortArgs> ports() {
        var http = settings.http();
        var plain = Containers.port(HTTP, http.address(), http.port());
        return settings.hasTls()
                ? List.of(plain, Containers.port(HTTPS, http.address(), http.httpsPort()))
                : List.of(plain);
    }

    /** It is not well either while serve.sh could not take a certificate into use: a restart would find it. */
    private static ContainerHealthcheckArgs health() {
        return Containers.check(
                "CMD-SHELL",
                "test ! -e /run/certificates-refused && exec curl --fail --silent --output /dev/null http://127.0.0.1:81/");
    }
}
