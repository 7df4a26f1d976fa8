package com.owndom.hosting.backup;

import com.owndom.hosting.container.Capability;
import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The container that backs up the clients of one server. It has no way to Docker, and no port.
 *
 * @param estate names it
 * @param settings the stack's
 * @param label {@code backups} or {@code backups-reports}
 * @param files what it is told
 */
record BackupContainer(EstateName estate, EstateSettings settings, String label, BackupFiles files) {

    private static final int PROCESSES = 256;
    private static final int STOP_SECONDS = 10;

    /**
     * The arguments; a changed setting replaces it, and what it was doing is begun again.
     *
     * @param repository the volume, when it is one
     */
    ContainerArgs args(
            String image,
            List<ContainerNetworksAdvancedArgs> networks,
            Output<String> state,
            Output<String> repository) {
        var labels = Labels.limited(Labels.server(estate, label), PROCESSES);
        var args = Containers.confined(Containers.keptRunning(labels), capabilities())
                .name(estate.of(label))
                // By it restic knows the locks that it left when it was killed.
                .hostname(estate.of(label))
                .image(image)
                .networksAdvanced(networks)
                .uploads(files.uploads())
                .volumes(volumes(state, repository))
                // A verification has two tables of contents there, of 32 MB at most.
                .tmpfs(Map.of("/tmp", "mode=1777,size=128m"))
                .init(true)
                .healthcheck(health())
                // The server's image would be sent SIGINT.
                .stopSignal("SIGTERM")
                .destroyGraceSeconds(STOP_SECONDS);
        return Containers.limited(args, settings.backups().memory(), Backups.CPUS)
                .build();
    }

    /** Files of apps and of a directory of the host belong to others. */
    private Capability[] capabilities() {
        return files.haveVolumes() || settings.backups().repository().isPath()
                ? new Capability[] {Capability.DAC_OVERRIDE}
                : new Capability[0];
    }

    private List<ContainerVolumeArgs> volumes(Output<String> state, Output<String> repository) {
        var volumes = new ArrayList<ContainerVolumeArgs>();
        volumes.add(Containers.volume(state, "/var/lib/backup"));
        var where = settings.backups().repository();
        if (where.isVolume()) {
            volumes.add(Containers.volume(repository, BackupFiles.LOCAL));
        } else if (where.isPath()) {
            volumes.add(ContainerVolumeArgs.builder()
                    .hostPath(where.location())
                    .containerPath(BackupFiles.LOCAL)
                    .build());
        }
        files.clients().forEach(client -> volumes.addAll(below("/volumes", client)));
        files.unused().forEach(client -> volumes.addAll(below("/unused/volumes", client)));
        return volumes;
    }

    private static List<ContainerVolumeArgs> below(String path, BackedUpClient client) {
        return client.volumes().entrySet().stream()
                .map(it -> Containers.readOnlyVolume(
                        it.getValue(), "%s/%s/%s".formatted(path, client.data(), it.getKey())))
                .toList();
    }

    private static ContainerHealthcheckArgs health() {
        return Containers.check("CMD", "backup", "health");
    }
}
