package com.owndom.hosting.app;

import com.owndom.hosting.app.AppPlan.Mount;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies the guide's conventions to a description.
 *
 * @param estate names containers and images
 * @param settings the stack's
 * @param client whose apps they are
 * @param data the name that its data have
 * @param apex whether the sources are in {@code apps/} itself
 * @param number gives the ports
 */
public record AppConventions(
        EstateName estate, EstateSettings settings, ClientName client, ClientName data, boolean apex, int number) {

    /** What clients' apps share, mounted in development too. */
    private static final String SHARED = "packages";

    /** The app with every convention applied. */
    public AppPlan plan(AppRole role, App app, Map<String, String> conventional) {
        var port = app.port().orElse(role.port(number));
        var build = app.image().isPresent()
                ? Optional.<ImageBuild>empty()
                : Optional.of(app.build().apply(build(role)));
        return new AppPlan(
                client,
                data,
                role,
                app,
                new ImageReference(app.image().orElseGet(() -> builtImage(role, build.orElseThrow()))),
                build,
                port,
                new HealthCheck(app.healthPath().orElse(role.healthPath()), app.healthCommand()),
                environment(port, conventional, app),
                fixed(estate.of(client, role.label())),
                fixed(role.port(number)),
                app.release().map(it -> new AppPlan.Release(it, releaseVersion(build))),
                settings.isDevelopment() && build.isPresent() ? mounts(role, app) : List.of());
    }

    /** {@code apps/client-1/backend}, or {@code apps/backend} at the apex. */
    public String directory(AppRole role) {
        return apex ? "apps/" + role.label() : "apps/" + client + "/" + role.label();
    }

    private ImageBuild build(AppRole role) {
        var directory = directory(role);
        var target = settings.environment().label();
        return new ImageBuild(".", directory + "/Dockerfile", target, Map.of(), List.of(directory, SHARED));
    }

    private String builtImage(AppRole role, ImageBuild build) {
        var sources = new SourceHash(settings.root(), settings.isDevelopment()).of(build);
        return "%s:%s-%s".formatted(estate.image(client.logical(role.label())), build.target(), sources);
    }

    /** In development the image does not tell of the sources, for they are mounted. */
    private String releaseVersion(Optional<ImageBuild> build) {
        return build.filter(any -> settings.isDevelopment())
                .map(it -> new SourceHash(settings.root(), false).of(it))
                .orElse("release");
    }

    private SortedMap<String, String> environment(int port, Map<String, String> conventional, App app) {
        var environment = new TreeMap<>(conventional);
        environment.put("PORT", String.valueOf(port));
        environment.put("NODE_ENV", settings.environment().label());
        environment.putAll(app.environment());
        return environment;
    }

    private <T> Optional<T> fixed(T value) {
        return Optional.of(value).filter(it -> settings.isDevelopment());
    }

    private List<Mount> mounts(AppRole role, App app) {
        var sources = "/app/" + directory(role);
        var mounts = new ArrayList<Mount>();
        mounts.add(new Mount(
                sources, Optional.of(settings.root().resolve(directory(role)).toString())));
        var shared = settings.root().resolve(SHARED);
        // Docker would make a directory that is not there, and root would own it.
        if (Files.isDirectory(shared)) {
            mounts.add(new Mount("/app/" + SHARED, Optional.of(shared.toString())));
        }
        buildOutput(role, app).forEach(it -> mounts.add(new Mount(sources + "/" + it, Optional.empty())));
        return mounts;
    }

    private static List<String> buildOutput(AppRole role, App app) {
        return app.buildOutput().isEmpty() && role == AppRole.FRONTEND ? List.of(".next") : app.buildOutput();
    }
}
