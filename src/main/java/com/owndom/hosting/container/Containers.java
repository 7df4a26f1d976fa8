package com.owndom.hosting.container;

import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerCapabilitiesArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerLabelArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerPortArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the containers of an estate have in common. */
public final class Containers {

    private static final String LOOPBACK = "127.0.0.1";

    private Containers() {}

    /** A container that Docker keeps running, also after a reboot; of its log, three files of 10 MB are kept. */
    public static ContainerArgs.Builder keptRunning(List<ContainerLabelArgs> labels) {
        return logged(ContainerArgs.builder()).labels(labels).restart("unless-stopped");
    }

    /** Keeps three files of 10 MB of its log. */
    public static ContainerArgs.Builder logged(ContainerArgs.Builder container) {
        return container.logDriver("json-file").logOpts(Map.of("max-size", "10m", "max-file", "3"));
    }

    /**
     * Takes from it all that root may do but what it needs, and that a program of its image gives it more (setuid). Every
     * container of an estate is so confined.
     */
    public static ContainerArgs.Builder confined(ContainerArgs.Builder container, Capability... needed) {
        var capabilities = ContainerCapabilitiesArgs.builder()
                .drops("ALL")
                .adds(Arrays.stream(needed).map(Capability::docker).sorted().toList())
                .build();
        return container.capabilities(capabilities).securityOpts("no-new-privileges");
    }

    /** Limits its memory; without the same limit for swap, Docker allows as much again, and reports it as drift. */
    public static ContainerArgs.Builder limited(ContainerArgs.Builder container, MemorySize memory) {
        return container.memory(memory.mebibytes()).memorySwap(memory.mebibytes());
    }

    /** Limits its memory and how many cores it may use, {@code 0.5}. */
    public static ContainerArgs.Builder limited(ContainerArgs.Builder container, MemorySize memory, String cpus) {
        return limited(container, memory).cpus(cpus);
    }

    /**
     * What Docker's display goes by for a server, {@code CMD} or {@code CMD-SHELL} first. Each check starts a process, which costs
     * Docker more than it does the container, so it is a rare one; {@code ./hosting status} runs it when it is called.
     */
    public static ContainerHealthcheckArgs check(String... test) {
        return ContainerHealthcheckArgs.builder()
                .tests(test)
                .interval("5m0s")
                .timeout("10s")
                .retries(2)
                .build();
    }

    /** Membership of a network, with the names by which its other members find the container beside its own. */
    public static ContainerNetworksAdvancedArgs member(Output<String> network, String... aliases) {
        var args = ContainerNetworksAdvancedArgs.builder().name(network);
        return aliases.length == 0 ? args.build() : args.aliases(aliases).build();
    }

    /** Membership of a network at an address that never changes. */
    public static ContainerNetworksAdvancedArgs memberAt(String address, Output<String> network, String... aliases) {
        var args = ContainerNetworksAdvancedArgs.builder().name(network).ipv4Address(address);
        return aliases.length == 0 ? args.build() : args.aliases(aliases).build();
    }

    /** A port that only the host itself reaches. */
    public static ContainerPortArgs loopbackPort(int inside, int onHost) {
        return port(inside, LOOPBACK, onHost);
    }

    /** A port that is reached through an address of the host. */
    public static ContainerPortArgs port(int inside, String address, int onHost) {
        return ContainerPortArgs.builder()
                .internal(inside)
                .external(onHost)
                .ip(address)
                .build();
    }

    /** A named volume at a path. */
    public static ContainerVolumeArgs volume(Output<String> name, String path) {
        return ContainerVolumeArgs.builder()
                .volumeName(name)
                .containerPath(path)
                .build();
    }

    /** A named volume at a path, which the container cannot change. */
    public static ContainerVolumeArgs readOnlyVolume(Output<String> name, String path) {
        return ContainerVolumeArgs.builder()
                .volumeName(name)
                .containerPath(path)
                .readOnly(true)
                .build();
    }

    /** A text that is a file in the container from its start. */
    public static ContainerUploadArgs file(String path, String text) {
        return ContainerUploadArgs.builder().file(path).content(text).build();
    }

    /** A text that is a file with these permissions, {@code 0600}. */
    public static ContainerUploadArgs file(String path, String text, String permissions) {
        return ContainerUploadArgs.builder()
                .file(path)
                .content(text)
                .permissions(permissions)
                .build();
    }
}
