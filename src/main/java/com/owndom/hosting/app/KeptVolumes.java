package com.owndom.hosting.app;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The clients' named volumes. They belong to the estate, so they outlive the app and the client: when its line goes they
 * are set aside, when it returns they are back. Nothing the program says replaces one, and the engine deletes none.
 */
public final class KeptVolumes {

    private final String estate;
    private final String stack;
    private final Resource owner;
    private final Supplier<Map<String, String>> state;
    private Map<String, String> known;
    private final Map<String, Output<String>> names = new HashMap<>();

    /**
     * Declares volumes of that stack below the estate.
     *
     * @param state reads the names of all volumes by their logical ones, of those too that an update leaves alone
     */
    public KeptVolumes(String estateName, String stack, Resource estate, Supplier<Map<String, String>> state) {
        this.state = state;
        this.estate = estateName;
        this.stack = stack;
        this.owner = estate;
    }

    /** Keeps a volume that nobody uses any more. */
    public void keep(ClientName client, String name) {
        declare(client, name, kept());
    }

    /** Docker's name of a volume: an adopted one has another than one that was made here. */
    public Output<String> name(ClientName client, String name) {
        return names.computeIfAbsent(
                client.logical(name), it -> Output.of(known().getOrDefault(it, client.container(estate, name, stack))));
    }

    private Map<String, String> known() {
        if (known == null) {
            known = state.get();
        }
        return known;
    }

    /** Declares a volume of a client; in an older state it was below the client. */
    Volume declare(ClientName client, String name, Resource formerParent) {
        return declare(
                client,
                name,
                kept().aliases(Alias.builder().parent(formerParent).build()));
    }

    private Volume declare(ClientName client, String name, CustomResourceOptions.Builder options) {
        var args =
                VolumeArgs.builder().name(client.container(estate, name, stack)).build();
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
