package com.owndom.hosting.app;

import com.owndom.hosting.container.Capability;
import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.docker.ContainerArgs;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Applies an app's confinement and limits to its container, or to another one that runs its code.
 *
 * @param plan of the app
 * @param settings in {@code development} the sources are mounted and everything is writable
 */
public record ConfinedApp(AppPlan plan, EstateSettings settings) {

    /** What an image needs that starts as root and becomes somebody else. */
    private static final Capability[] ROOT = {
        Capability.CHOWN,
        Capability.DAC_OVERRIDE,
        Capability.FOWNER,
        Capability.KILL,
        Capability.NET_BIND_SERVICE,
        Capability.SETGID,
        Capability.SETUID
    };

    /** The container with what it may do, and its limits of memory and processor time. */
    public ContainerArgs.Builder applied(ContainerArgs.Builder container) {
        var app = plan.app();
        var confinement = app.confinement();
        var memory = MemorySize.parse(app.memory()).orElseThrow();
        Containers.limited(Containers.confined(container, capabilities(confinement)), memory, app.cpus());
        confinement.user().ifPresent(container::user);
        return settings.isDevelopment() || confinement.writableRoot()
                ? container
                : container.readOnly(true).tmpfs(inMemory(confinement, memory));
    }

    /** Why its container, which runs as this user, gets no visitors. */
    Optional<String> refusal(String user) {
        var allowed = settings.isDevelopment()
                || plan.app().confinement().rootReason().isPresent()
                || !AppConfinement.isRoot(user);
        return allowed ? Optional.empty() : Optional.of(refusal());
    }

    private String refusal() {
        return """
                %s: its image %s runs as root, so the new version gets no visitors. What served before still serves.
                Write withUser("1000:1000") in confinement(…), or withRoot("…") with the reason, and run the update again.\
                """
                .formatted(plan.subject(), plan.image().value());
    }

    /** On a person's machine an image may run as root, and has to write to sources that are that person's. */
    private Capability[] capabilities(AppConfinement confinement) {
        return settings.isDevelopment() || confinement.rootReason().isPresent() ? ROOT : new Capability[0];
    }

    /** What is written there counts as the app's memory, so it may not fill all of it. */
    private static Map<String, String> inMemory(AppConfinement confinement, MemorySize memory) {
        var options = "rw,noexec,nosuid,nodev,mode=1777,size=" + memory.mebibytes() / 2 + "m";
        var directories = new TreeMap<String, String>();
        directories.put("/tmp", options);
        directories.put("/run", options);
        confinement.writable().forEach(it -> directories.put(it, options));
        return directories;
    }
}
