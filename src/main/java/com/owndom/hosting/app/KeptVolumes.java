package com.owndom.hosting.app;

import com.owndom.hosting.name.ClientName;
import com.pulumi.core.Alias;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;

/**
 * The clients' named volumes. They belong to the estate, so they outlive the app and the client: when its line goes they
 * are set aside, when it returns they are back. Nothing the program says replaces one, and the engine deletes none.
 *
 * @param estate the estate's name
 * @param stack the stack's name
 * @param owner the estate
 */
public record KeptVolumes(String estate, String stack, Resource owner) {

    /** Keeps a volume that nobody uses any more. */
    public void setAside(ClientName client, String name) {
        declare(client, name, kept());
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
        return new Volume(client.logical(name), args, options.build());
    }

    /** Every change of a volume replaces it, so none is made; one that was adopted keeps its name. */
    private CustomResourceOptions.Builder kept() {
        return CustomResourceOptions.builder()
                .parent(owner)
                .protect(true)
                .ignoreChanges("name", "labels", "driver", "driverOpts");
    }
}
