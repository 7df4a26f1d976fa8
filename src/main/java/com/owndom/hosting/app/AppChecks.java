package com.owndom.hosting.app;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.settings.EstateSettings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with one app. */
public final class AppChecks {

    private static final int LARGEST_PORT = 65_535;

    private final AppPlan plan;
    private final EstateSettings settings;
    private final List<Problem> problems = new ArrayList<>();

    private AppChecks(AppPlan plan, EstateSettings settings) {
        this.plan = plan;
        this.settings = settings;
    }

    /** The app's problems. */
    public static List<Problem> of(AppPlan plan, EstateSettings settings) {
        var checks = new AppChecks(plan, settings);
        checks.image();
        checks.dockerfile();
        checks.port();
        checks.limits();
        checks.environment();
        return List.copyOf(checks.problems);
    }

    private void image() {
        plan.app().image().map(ImageReference::new).ifPresent(image -> {
            if (!image.isWellFormed()) {
                refuse(
                        "image \"" + image.value() + "\"",
                        "is not an image reference",
                        "write one like \"registry.example/api:2.3.1\"");
            } else if (!settings.isDevelopment() && !image.isPinned()) {
                refuse(
                        "image \"" + image.value() + "\"",
                        "an image names a tag or digest outside development",
                        "write \"" + image.value() + ":<version>\"");
            }
        });
    }

    private void dockerfile() {
        plan.build()
                .map(ImageBuild::dockerfile)
                .filter(it -> !Files.isRegularFile(settings.root().resolve(it)))
                .ifPresent(it -> refuse(
                        "Dockerfile \"" + it + "\"",
                        "there is no such file",
                        "write it, name another with dockerfile(\"…\"), or a published image with image(\"…\")"));
    }

    private void port() {
        if (plan.port() < 1 || plan.port() > LARGEST_PORT) {
            refuse("port " + plan.port(), "a port is between 1 and " + LARGEST_PORT, "leave it out for the guide's");
        }
        if (!plan.health().path().startsWith("/")) {
            refuse(
                    "health path \"" + plan.health().path() + "\"",
                    "a path begins with a slash",
                    "write health(\"/" + plan.health().path() + "\")");
        } else if (!plan.health().path().matches("[^\\s'\"\\\\]+")) {
            refuse(
                    "health path \"" + plan.health().path() + "\"",
                    "a path has neither spaces nor quotes",
                    "write a space as %20, or choose another path");
        }
    }

    private void limits() {
        if (MemorySize.parse(plan.app().memory()).isEmpty()) {
            refuse("memory \"" + plan.app().memory() + "\"", "a limit is an amount in m or g", "write \"512m\"");
        }
        if (!plan.app().cpus().matches("[0-9]{1,3}(\\.[0-9]{1,3})?")
                || Double.parseDouble(plan.app().cpus()) == 0) {
            refuse("cpus \"" + plan.app().cpus() + "\"", "a limit is a number of cores", "write \"0.5\"");
        }
    }

    private void environment() {
        plan.app().secretEnvironment().stream()
                .filter(name -> !settings.secretEnvironment().has(plan.client(), name))
                .forEach(name -> refuse(
                        "secret variable \"" + name + "\"",
                        "has no value in stack " + settings.stack(),
                        "pulumi config set --secret --path 'secretEnvironment." + plan.client() + "." + name + "'"));
    }

    private void refuse(String value, String rule, String fix) {
        problems.add(new Problem(plan.subject(), value, rule, fix));
    }
}
