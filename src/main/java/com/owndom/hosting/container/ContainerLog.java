package com.owndom.hosting.container;

import com.pulumi.core.Output;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.docker.DockerFunctions;
import com.pulumi.docker.inputs.GetLogsPlainArgs;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a container printed, for those who tell why it does not do what it should. */
public final class ContainerLog {

    private ContainerLog() {}

    /**
     * Its last lines; a line that says why when they cannot be read, as when the Docker daemon is gone: what is to be told
     * is told all the same.
     *
     * @param estate whose provider reads them
     */
    public static Output<List<String>> lastLines(String container, int lines, Resource estate) {
        var args = GetLogsPlainArgs.builder()
                .name(container)
                .tail(String.valueOf(lines))
                .showStdout(true)
                .showStderr(true)
                .discardHeaders(true)
                .build();
        var options = InvokeOptions.builder().parent(estate).build();
        return Output.of(read(args, options)
                .exceptionally(failure -> List.of("what it printed cannot be read: " + reason(failure))));
    }

    private static CompletableFuture<List<String>> read(GetLogsPlainArgs args, InvokeOptions options) {
        return DockerFunctions.getLogsPlain(args, options).thenApply(it -> it.logsListStrings());
    }

    private static String reason(Throwable failure) {
        return failure.getCause() == null ? String.valueOf(failure.getMessage()) : reason(failure.getCause());
    }
}
