package com.owndom.hosting.app;

import com.owndom.hosting.container.Containers;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an app finds in its container beside its image: the mounted sources, and its named volumes.
 *
 * @param plan has both
 * @param kept declares the named volumes
 */
record AppVolumes(AppPlan plan, KeptVolumes kept) {

    /** Declares the named volumes, and tells where everything is mounted. */
    List<ContainerVolumeArgs> declare(Resource client) {
        var named = plan.app().volumes().entrySet().stream()
                .map(it -> Containers.volume(
                        kept.declare(plan.data(), it.getValue(), client).name(), it.getKey()));
        return Stream.concat(plan.mounts().stream().map(AppVolumes::mount), named)
                .toList();
    }

    private static ContainerVolumeArgs mount(AppPlan.Mount mount) {
        var args = ContainerVolumeArgs.builder().containerPath(mount.path());
        mount.source().ifPresent(args::hostPath);
        return args.build();
    }
}
