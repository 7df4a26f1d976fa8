package com.owndom.hosting.backup;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.ToolImage;
import com.owndom.hosting.database.PostgresServer;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerNetworksAdvancedArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Backs up every client: one container for each PostgreSQL server, and one repository for all of them. Adding a client
 * replaces the container of its server and nothing that serves.
 *
 * <p>Outputs: {@code containers}, by the names of the servers.
 */
public final class Backups extends ComponentResource {

    /** Cores that each container may use. */
    public static final String CPUS = "1.0";

    private static final String NAME = "backups";

    private final EstateName estate;
    private final EstateSettings settings;
    private final EstateNetworks networks;
    private final Resource after;
    private final List<ContainerNetworksAdvancedArgs> outside = new ArrayList<>();
    private final Output<String> repository;
    private final Map<String, Output<String>> containers = new TreeMap<>();

    /**
     * Declares what the containers share.
     *
     * @param after what has to be there before anything is backed up
     */
    public Backups(
            EstateName estate,
            EstateSettings settings,
            EstateNetworks networks,
            Resource after,
            ComponentResourceOptions options) {
        super("owndom:hosting:Backups", NAME, options);
        this.estate = estate;
        this.settings = settings;
        this.networks = networks;
        this.after = after;
        if (settings.backups().repository().isRemote()) {
            outside.add(networks.backups(this).member());
        }
        this.repository = settings.backups().repository().isVolume() ? repository() : Output.of("");
    }

    /**
     * Declares the container that backs up these clients, whose databases are on that server.
     *
     * @param unused what clients of the program do not use any more
     */
    public void of(PostgresServer server, List<BackedUpClient> clients, List<BackedUpClient> unused) {
        var label = server.described().named(NAME);
        var image = image(server.described().image());
        var first = containers.isEmpty();
        var files = new BackupFiles(
                settings, server.described().host(), server.superuserPassword(), clients, unused, first);
        var described = new BackupContainer(estate, settings, label, files);
        var volume = VolumeArgs.builder().name(estate.of(label + "-state")).build();
        var state = new Volume(label + "-state", volume, options().build());
        var built = image.declare(label, options().build());
        var before = networks.protection().applyValue(it -> Stream.concat(it.stream(), Stream.of(built, after))
                .toList());
        var replacement = options()
                .dependsOn(before)
                // The provider says it changes these in place, and does not.
                .replaceOnChanges("healthcheck", "tmpfs")
                .build();
        var data = new ArrayList<>(outside);
        data.add(Containers.member(server.network()));
        var args = described.args(image.name(), data, Outputs.unlessFailed(state.name()), repository);
        containers.put(server.described().name(), new Container(label, args, replacement).name());
    }

    /** The names of the containers by those of their servers, once all are declared. */
    public Output<Map<String, String>> containers() {
        var names = Outputs.map(containers);
        registerOutputs(Map.of("containers", names));
        return Outputs.unlessFailed(names);
    }

    /** Restic on the server's own image, which has the programs of its version. */
    private ToolImage image(String serverImage) {
        var backups = settings.backups();
        var arguments = Map.of(
                "RESTIC_IMAGE",
                backups.image(),
                "POSTGRES_IMAGE",
                serverImage,
                "PACKAGES",
                backups.repository().isSftp() ? "openssh-client" : "");
        return new ToolImage(estate.image(NAME), settings.root(), "tools/backup", arguments);
    }

    /** Nothing that the estate does deletes it: it goes by hand, docker volume rm. */
    private Output<String> repository() {
        var name = estate.of(NAME);
        var kept = options().retainOnDelete(true).ignoreChanges("labels").build();
        return Outputs.unlessFailed(
                new Volume("backup-repository", VolumeArgs.builder().name(name).build(), kept).name());
    }

    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(this).deleteBeforeReplace(true);
    }
}
