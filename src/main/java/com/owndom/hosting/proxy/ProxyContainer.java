package com.owndom.hosting.proxy;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import java.util.List;

/**
 * The container of the reverse proxy. Nothing in it depends on a client.
 *
 * @param estate the estate's name
 * @param settings image, address and port
 */
record ProxyContainer(String estate, EstateSettings settings) {

    private static final int PORT = 80;
    private static final int STOP_SECONDS = 30;

    /** {@code <estate>_<part>_<stack>}. */
    String name(String part) {
        return "%s_%s_%s".formatted(estate, part, settings.stack());
    }

    List<ContainerLabelArgs> labels(String server) {
        return Labels.server(estate, settings.stack(), server);
    }

    /** How long old workers may finish their requests: 5 seconds in development, 30 elsewhere. */
    int drainSeconds() {
        return settings.isDevelopment() ? 5 : 30;
    }

    /** The container's arguments. */
    ContainerArgs args(Output<String> network, Output<String> releases) {
        var http = settings.http();
        return Containers.keptRunning(labels("proxy"))
                .name(name("proxy"))
                .image(settings.proxyImage())
                .networksAdvanced(Containers.member(network))
                .ports(Containers.port(PORT, http.address(), http.port()))
                .volumes(Containers.volume(releases, ProxyText.ESTATE))
                .uploads(Containers.file(ProxyText.MAIN_FILE, ProxyText.main(drainSeconds())))
                .healthcheck(health())
                // Requests that are being answered are answered to their end.
                .stopSignal("SIGQUIT")
                .destroyGraceSeconds(STOP_SECONDS)
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
}
