package com.owndom.hosting.app;

import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.job.StateResource;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.HashMap;
import java.util.Map;

/**
 * The clients' named volumes. They belong to the estate, so they outlive the app and the client: when its line goes they
 * are set aside, when it returns they are back. Nothing the program says replaces one, and the engine deletes none.
 */
public final class KeptVolumes {

    private static final String VOLUME = "docker:index/volume:Volume";

    private final EstateName estate;
    private final Resource owner;
    private final Map<String, StateResource> known;
    private final Map<String, Output<String>> names = new HashMap<>();

    /**
     * Declares volumes below the estate.
     *
     * @param names theirs
     * @param state has all volumes, those too that an update leaves alone
     */
    public KeptVolumes(EstateName names, Resource estate, StackResources state) {
        this.known = state.ofType(VOLUME);
        this.estate = names;
        this.owner = estate;
    }

    /** Keeps a volume that nobody uses any more. */
    public void keep(ClientName client, String name) {
        declare(client, name, kept());
    }

    /** Docker's name of a volume: an adopted one has another than one that was made here. */
    public Output<String> name(ClientName client, String name) {
        return names.computeIfAbsent(
                client.logical(name),
                it -> Output.of(known.containsKey(it) ? known.get(it).text("name") : estate.of(client, name)));
    }

    /** Declares a volume of a client; in an older state it was below the client. */
    Volume declare(ClientName client, String name, Resource formerParent) {
        return declare(
                client,
                name,
                kept().aliases(Alias.builder().parent(formerParent).build()));
    }

    private Volume declare(ClientName client, String name, CustomResourceOptions.Builder options) {
        var args = VolumeArgs.builder().name(estate.of(client, name)).build();
        var volume = new Volume(client.logical(name), args, options.build());
        names.put(client.logical(name), Outputs.unlessFailed(volume.name()));
        return volume;
    }

    /** Every change of a volume replaces it, so none is made; one that was adopted keeps its name. */
    private CustomResourceOptions.Builder kept() {
        return CustomResourceOptions.builder()
                .parent(owner)
                .protect(true)
                .ignoreChanges("name", "labels", "driver", "driverOpts");
    }
}
