package com.owndom.hosting.network;

import com.owndom.hosting.container.ContainerLog;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.Container;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Keeps the members of the shared networks apart: its rules let them be served, and nothing else. */
final class Firewall {

    private static final String PROTECTING = "protecting";
    private static final int ATTEMPTS = 50;
    private static final int PAUSE_MILLISECONDS = 200;

    private final String name;
    private final Resource estate;
    private final Container container;

    /** Declares it; its rules name the networks' bridges, which have to be there first. */
    Firewall(NetworkPlan plan, EstateSettings settings, List<Resource> networks, Resource estate) {
        var described = new FirewallContainer(plan, settings);
        this.name = described.name();
        this.estate = estate;
        var options = CustomResourceOptions.builder()
                .parent(estate)
                .dependsOn(networks)
                // Two would undo each other's rules. Without it the rules stay where they are.
                .deleteBeforeReplace(true)
                .replaceOnChanges("healthcheck", "tmpfs")
                .build();
        this.container = new Container("firewall", described.args(), options);
    }

    /** What has to be there before a container joins; fails the update, before any does, when the rules are not. */
    Output<List<Resource>> protecting() {
        var guard = List.<Resource>of(container);
        return Deployment.getInstance().isDryRun()
                ? Output.of(guard)
                : Outputs.unlessFailed(container.id())
                        .apply(any -> lastWord(1))
                        .applyValue(word -> protecting(word, guard));
    }

    private <T> T protecting(String lastWord, T guard) {
        if (lastWord.equals(PROTECTING)) {
            return guard;
        }
        throw new RunException(
                """
                The firewall does not keep the clients apart, so no app was started or changed; what served before still serves.
                %s: %s
                Correct it and run the update again, with --refresh when the container is gone.\
                """
                        .formatted(name, lastWord.isEmpty() ? "it printed nothing; is it running?" : lastWord));
    }

    private Output<String> lastWord(int attempt) {
        return lastLine()
                .apply(line -> line.equals(PROTECTING) || attempt == ATTEMPTS
                        ? Output.of(line)
                        : pause().apply(any -> lastWord(attempt + 1)));
    }

    private Output<String> lastLine() {
        return ContainerLog.lastLines(name, 1, estate)
                .applyValue(lines -> String.join("", lines).strip());
    }

    private static Output<Boolean> pause() {
        var later = CompletableFuture.delayedExecutor(PAUSE_MILLISECONDS, TimeUnit.MILLISECONDS);
        return Output.of(CompletableFuture.supplyAsync(() -> true, later));
    }
}
