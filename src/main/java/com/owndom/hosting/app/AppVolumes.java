package com.owndom.hosting.app;

import com.owndom.hosting.container.Containers;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an app finds in its container beside its image: the mounted sources, and its named volumes.
 *
 * @param plan has both
 * @param estate the estate's name
 * @param stack the stack's name
 */
record AppVolumes(AppPlan plan, String estate, String stack) {

    /** Declares the named volumes under the client, protected from deletion, and tells where everything is mounted. */
    List<ContainerVolumeArgs> declare(Resource parent) {
        var named = plan.app().volumes().entrySet().stream()
                .map(it -> Containers.volume(volume(it.getValue(), parent).name(), it.getKey()));
        return Stream.concat(plan.mounts().stream().map(AppVolumes::mount), named)
                .toList();
    }

    private static ContainerVolumeArgs mount(AppPlan.Mount mount) {
        var args = ContainerVolumeArgs.builder().containerPath(mount.path());
        mount.source().ifPresent(args::hostPath);
        return args.build();
    }

    private Volume volume(String name, Resource parent) {
        var args = VolumeArgs.builder()
                .name(plan.client().container(estate, name, stack))
                .build();
        var kept = CustomResourceOptions.builder().parent(parent).protect(true).build();
        return new Volume(plan.client().logical(name), args, kept);
    }
}
