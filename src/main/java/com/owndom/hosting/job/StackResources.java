package com.owndom.hosting.job;

import com.pulumi.Context;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the stack's state held before this update, whatever the program declares. The engine writes it after every step,
 * so it tells the truth of an update that failed, too.
 *
 * @param byUrn the resources
 */
public record StackResources(Map<String, StateResource> byUrn) {

    private static final String STACK = "pulumi:pulumi:Stack";
    private static final String READ = "pulumi:pulumi:readStackResourceOutputs";

    /** Set by the launcher, which has exported the state: to ask the engine costs seconds with 200 clients. */
    private static final String VARIABLE = "HOSTING_STATE";

    /** Copies the resources. */
    public StackResources {
        byUrn = Map.copyOf(byUrn);
    }

    /** The arguments of the engine's function. */
    private static final class Args extends InvokeArgs {
        @Import(name = "stackName", required = true)
        private final String stackName;

        private Args(String stackName) {
            this.stackName = stackName;
        }
    }

    /**
     * Those of the stack that is being updated; waits for them, because which resources are declared depends on them.
     *
     * @param outputs the stack's: the launcher's file is not used when another update has ended since it was written
     * @param sufficient whether the file shows enough, where secrets stay encrypted; else the engine is asked
     */
    public static StackResources of(Context context, Map<?, ?> outputs, Predicate<StackResources> sufficient) {
        return exported()
                .filter(it -> it.isAsOf(outputs) && sufficient.test(it))
                .orElseGet(() -> new StackResources(ofEngine(context)));
    }

    /** Those of the launcher's file. */
    public static Optional<StackResources> exported() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .map(file -> new StackResources(StateFile.of(Path.of(file))));
    }

    boolean isAsOf(Map<?, ?> outputs) {
        var stack = ofType(STACK).values().stream().findFirst();
        return stack.map(it -> it.outputs().get(StackOutput.RELEASE.key()))
                .equals(Optional.ofNullable(outputs.get(StackOutput.RELEASE.key())));
    }

    /** The URNs of all resources. */
    public Set<String> urns() {
        return byUrn.keySet();
    }

    /** The resources of that type, by their logical names. */
    public Map<String, StateResource> ofType(String type) {
        return where(it -> it.type().equals(type));
    }

    /** The version and time of every job that succeeded when it ran last, by the job's logical name. */
    public Map<String, String> jobs() {
        var jobs = new TreeMap<String, String>();
        where(StateResource::succeeded).forEach((name, container) -> {
            var trigger = Job.trigger(container);
            if (!trigger.isEmpty()) {
                jobs.put(name, trigger);
            }
        });
        return jobs;
    }

    private Map<String, StateResource> where(Predicate<StateResource> condition) {
        var found = new TreeMap<String, StateResource>();
        byUrn.forEach((urn, resource) -> {
            if (condition.test(resource)) {
                found.put(urn.substring(urn.lastIndexOf("::") + 2), resource);
            }
        });
        return found;
    }

    private static Map<String, StateResource> ofEngine(Context context) {
        var stack = StackOutputs.name(context);
        var shape = TypeShape.map(String.class, Object.class);
        var read = StackOutputs.patiently(() -> Deployment.getInstance()
                .invokeAsync(READ, shape, new Args(stack), InvokeOptions.Empty)
                .join());
        var byUrn = new TreeMap<String, StateResource>();
        if (read.get("outputs") instanceof Map<?, ?> all) {
            all.forEach((urn, state) -> {
                if (state instanceof Map<?, ?> it && it.get("outputs") instanceof Map<?, ?> outputs) {
                    byUrn.put(urn.toString(), new StateResource(String.valueOf(it.get("type")), outputs));
                }
            });
        }
        return byUrn;
    }
}
