package com.owndom.hosting.job;

import com.pulumi.Context;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.util.List;
import java.util.Map;

/**
 * Reads what the stack's state holds, whatever the program declares. It costs as much as the state is large: ask only when
 * the outputs of the last update leave something open.
 */
public final class StackResources {

    private static final String READ = "pulumi:pulumi:readStackResourceOutputs";

    private StackResources() {}

    /** The arguments of the engine's function. */
    private static final class Args extends InvokeArgs {
        @Import(name = "stackName", required = true)
        private final String stackName;

        private Args(String stackName) {
            this.stackName = stackName;
        }
    }

    /** The outputs of every resource of that type in the state of the stack that is being updated; waits for them. */
    public static List<Map<?, ?>> ofType(Context context, String type) {
        var stack = "%s/%s/%s".formatted(context.organizationName(), context.projectName(), context.stackName());
        var shape = TypeShape.map(String.class, Object.class);
        var read = Deployment.getInstance()
                .invokeAsync(READ, shape, new Args(stack), InvokeOptions.Empty)
                .join();
        return read.get("outputs") instanceof Map<?, ?> byUrn ? outputs(byUrn, type) : List.of();
    }

    private static List<Map<?, ?>> outputs(Map<?, ?> byUrn, String type) {
        return byUrn.values().stream()
                .filter(it -> it instanceof Map<?, ?> resource && type.equals(resource.get("type")))
                .<Map<?, ?>>map(it -> (Map<?, ?>) ((Map<?, ?>) it).get("outputs"))
                .toList();
    }
}
