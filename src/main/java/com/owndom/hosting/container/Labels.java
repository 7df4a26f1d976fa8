package com.owndom.hosting.container;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.EstateName;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import com.pulumi.docker.inputs.NetworkLabelArgs;
import java.util.List;
import java.util.stream.Stream;

/** Labels by which people and tools find the estate's containers. Never a secret: everyone on the host reads them. */
public final class Labels {

    private static final String PREFIX = "com.owndom.";

    /** With which version a job ran, and when it was asked to. */
    public static final String TRIGGER = PREFIX + "trigger";

    private Labels() {}

    /** Of a server that the clients share: {@code proxy} or {@code postgres}. */
    public static List<ContainerLabelArgs> server(EstateName estate, String server) {
        return List.of(label("estate", estate.value()), label("stack", estate.stack()), label("server", server));
    }

    /** Of a client's container: {@code frontend}, {@code backend} or {@code init}. */
    public static List<ContainerLabelArgs> client(EstateName estate, ClientName client, String app) {
        return List.of(
                label("estate", estate.value()),
                label("stack", estate.stack()),
                label("client", client.value()),
                label("app", app));
    }

    /** Adds how many processes and threads the container may have, which {@code ./hosting up} tells Docker. */
    public static List<ContainerLabelArgs> limited(List<ContainerLabelArgs> labels, int processes) {
        return Stream.concat(labels.stream(), Stream.of(label("processes", String.valueOf(processes))))
                .toList();
    }

    /** Adds the trigger of a job. */
    public static List<ContainerLabelArgs> triggered(List<ContainerLabelArgs> labels, String trigger) {
        return Stream.concat(labels.stream(), Stream.of(label("trigger", trigger)))
                .toList();
    }

    /** Of a network. */
    public static List<NetworkLabelArgs> network(EstateName estate) {
        return List.of(networkLabel("estate", estate.value()), networkLabel("stack", estate.stack()));
    }

    private static NetworkLabelArgs networkLabel(String name, String value) {
        return NetworkLabelArgs.builder().label(PREFIX + name).value(value).build();
    }

    private static ContainerLabelArgs label(String name, String value) {
        return ContainerLabelArgs.builder().label(PREFIX + name).value(value).build();
    }
}
