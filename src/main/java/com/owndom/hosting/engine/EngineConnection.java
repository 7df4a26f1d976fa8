package com.owndom.hosting.engine;

import com.pulumi.Config;
import com.pulumi.Context;
import com.pulumi.context.internal.ConfigContextInternal;
import com.pulumi.context.internal.ContextInternal;
import com.pulumi.context.internal.LoggingContextInternal;
import com.pulumi.context.internal.OutputContextInternal;
import com.pulumi.core.internal.OutputFactory;
import com.pulumi.deployment.internal.DeploymentImpl;
import com.pulumi.deployment.internal.DeploymentImpl.DeploymentState;
import com.pulumi.deployment.internal.DeploymentInstanceHolder;
import com.pulumi.deployment.internal.DeploymentInstanceInternal;
import com.pulumi.internal.PulumiInternal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What {@code Pulumi.runAsync} does, with a {@link PatientRunner}: the SDK offers no other way to choose the runner. */
public final class EngineConnection {

    private EngineConnection() {}

    /** Declares the resources; the future holds the exit code. */
    public static CompletableFuture<Integer> run(Consumer<Context> declare) {
        var state = DeploymentState.fromEnvironment();
        state.runner = new PatientRunner(state.runner);
        var deployment = new DeploymentImpl(state);
        DeploymentInstanceHolder.setInstance(new DeploymentInstanceInternal(deployment));
        return new PulumiInternal(state.runner, context(deployment)).runAsync(declare);
    }

    private static ContextInternal context(DeploymentImpl deployment) {
        return new ContextInternal(
                deployment.getOrganizationName(),
                deployment.getProjectName(),
                deployment.getStackName(),
                new LoggingContextInternal(deployment.getLog()),
                new ConfigContextInternal(
                        deployment.getProjectName(), project -> new Config(deployment.getConfig(), project)),
                new OutputContextInternal(new OutputFactory(deployment.getRunner())),
                List.of());
    }
}
