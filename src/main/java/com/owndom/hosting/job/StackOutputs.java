package com.owndom.hosting.job;

import com.pulumi.Context;
import com.pulumi.core.TypeShape;
import com.pulumi.core.annotations.Import;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.resources.InvokeArgs;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Reads the outputs of a stack now, while it is being updated.
 *
 * <p>A {@code StackReference} would do the same once, and fail the update when it meets the engine as it writes the
 * state. An invoke can be tried again.
 */
public final class StackOutputs {

    private static final String READ = "pulumi:pulumi:readStackOutputs";
    private static final int ATTEMPTS = 20;
    private static final int PAUSE_MILLISECONDS = 50;

    private StackOutputs() {}

    /** The arguments of the engine's function. */
    private static final class Args extends InvokeArgs {
        @Import(name = "name", required = true)
        private final String name;

        private Args(String name) {
            this.name = name;
        }
    }

    /** The outputs by name of the stack that is being updated; waits for them, because which resources are declared depends on them. */
    public static Map<?, ?> of(Context context) {
        var stack = name(context);
        return patiently(() -> outputs(stack));
    }

    /** What the engine calls the stack. */
    static String name(Context context) {
        return "%s/%s/%s".formatted(context.organizationName(), context.projectName(), context.stackName());
    }

    /** Reads again what met the engine as it wrote. */
    static <T> T patiently(Supplier<T> read) {
        for (var attempt = 1; ; attempt++) {
            try {
                return read.get();
            } catch (CompletionException beingWritten) {
                if (attempt == ATTEMPTS) {
                    throw beingWritten;
                }
                pause();
            }
        }
    }

    private static Map<?, ?> outputs(String stack) {
        var shape = TypeShape.map(String.class, Object.class);
        var read = Deployment.getInstance().invokeAsync(READ, shape, new Args(stack), InvokeOptions.Empty);
        return read.join().get("outputs") instanceof Map<?, ?> outputs ? outputs : Map.of();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
