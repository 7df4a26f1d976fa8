package com.owndom.hosting.job;

import com.pulumi.Context;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads what the stack's state holds, whatever the program declares. To ask the engine costs seconds with 200 clients; the
 * launcher, which reads the state anyway, leaves names and ids in a file instead.
 */
public final class StackResources {

    private static final String READ = "pulumi:pulumi:readStackResourceOutputs";

    /** Set by the launcher, which has the state at hand: a file with a line {@code URN ID} for each resource. */
    private static final String VARIABLE = "HOSTING_STATE";

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
        return listed().map(Map::keySet)
                .orElseGet(() ->
                        all(context).keySet().stream().map(String::valueOf).collect(Collectors.toSet()));
    }

    /** What Docker calls the resources of that type, by their logical names; it is their id too. */
    public static Map<String, String> names(Context context, String type) {
        var names = new TreeMap<String, String>();
        var listed = listed();
        if (listed.isPresent()) {
            listed.get().entrySet().stream()
                    .filter(it -> it.getKey().matches(".*[$:]\\Q" + type + "\\E::[^:]+"))
                    .forEach(it -> names.put(logical(it.getKey()), it.getValue()));
        } else {
            byUrn(context, type)
                    .forEach((urn, outputs) -> names.put(logical(urn), String.valueOf(outputs.get("name"))));
        }
        return names;
    }

    private static String logical(String urn) {
        return urn.substring(urn.lastIndexOf("::") + 2);
    }

    private static Optional<Map<String, String>> listed() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).map(StackResources::listed);
    }

    static Map<String, String> listed(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(it -> it[0], it -> it[1], (first, again) -> first));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
