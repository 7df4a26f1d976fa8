package com.owndom.hosting.job;

import com.pulumi.Context;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        return List.copyOf(byUrn(context, type).values());
    }

    /** The URNs of all resources. */
    public static Set<String> urns(Context context) {
        return all(context).keySet().stream().map(String::valueOf).collect(Collectors.toSet());
    }

    /** What the provider calls the resources of that type, by their logical names. */
    public static Map<String, String> names(Context context, String type) {
        var names = new TreeMap<String, String>();
        byUrn(context, type)
                .forEach((urn, outputs) ->
                        names.put(urn.substring(urn.lastIndexOf("::") + 2), String.valueOf(outputs.get("name"))));
        return names;
    }

    private static Map<String, Map<?, ?>> byUrn(Context context, String type) {
        return outputs(all(context), type);
    }

    private static Map<?, ?> all(Context context) {
        var stack = "%s/%s/%s".formatted(context.organizationName(), context.projectName(), context.stackName());
        var shape = TypeShape.map(String.class, Object.class);
        var read = StackOutputs.patiently(() -> Deployment.getInstance()
                .invokeAsync(READ, shape, new Args(stack), InvokeOptions.Empty)
                .join());
        return read.get("outputs") instanceof Map<?, ?> byUrn ? byUrn : Map.of();
    }

    private static Map<String, Map<?, ?>> outputs(Map<?, ?> byUrn, String type) {
        var outputs = new TreeMap<String, Map<?, ?>>();
        byUrn.forEach((urn, state) -> {
            if (state instanceof Map<?, ?> resource && type.equals(resource.get("type"))) {
                outputs.put(urn.toString(), (Map<?, ?>) resource.get("outputs"));
            }
        });
        return outputs;
    }
}
