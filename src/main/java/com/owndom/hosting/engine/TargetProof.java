package com.owndom.hosting.engine;

import com.pulumi.core.Output;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.internal.Internal;
import com.pulumi.resources.CustomResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceArgs;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proves that the engine was told by {@code --target} to leave clients alone. Without that, it would delete all that a
 * program does not declare of them.
 *
 * <p>The engine tells no program of its targets. But it asks a provider about a resource only when the resource is among
 * them, and no provider takes this one: the engine ignores it, or refuses it and with it the whole update, a preview too,
 * before anything else is declared. It never gets into a state. In its name stand the beginnings of the names of all the
 * clients' resources, so that targets of theirs, as the launcher writes them, are targets of it.
 */
public final class TargetProof extends CustomResource {

    private TargetProof(String name, CustomResourceOptions options) {
        super("pulumi:index:Stash", name, new Args(), options);
    }

    /** Its property is the reason why it is refused, for that is what the engine prints. */
    private static final class Args extends ResourceArgs {
        @Import(
                name =
                        "HOSTING_ONLY is sound only together with --target for the same clients, as in ./hosting up CLIENT; "
                                + "nothing was changed")
        private final Output<Boolean> reason = Output.of(true);
    }

    /** Returns once it is proved; where the engine might touch one of these clients, the engine ends the program. */
    public static void of(Set<String> clients, Resource parent) {
        var name =
                clients.stream().map(client -> "::" + client + "-").collect(Collectors.joining("", "left-alone", ""));
        var options = CustomResourceOptions.builder().parent(parent).build();
        Internal.of(new TargetProof(name, options).urn()).getDataAsync().join();
    }
}
