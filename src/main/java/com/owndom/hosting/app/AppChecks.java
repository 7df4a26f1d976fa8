package com.owndom.hosting.app;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.settings.EstateSettings;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** What can be wrong with one app. */
public final class AppChecks {

    private static final int LARGEST_PORT = 65_535;
    private static final Duration LONGEST_RELEASE = Duration.ofHours(1);

    private final AppPlan plan;
    private final EstateSettings settings;
    private final Problems problems;

    private AppChecks(AppPlan plan, EstateSettings settings) {
        this.plan = plan;
        this.settings = settings;
        this.problems = new Problems(plan.subject());
    }

    /** The app's problems. */
    public static List<Problem> of(AppPlan plan, EstateSettings settings) {
        var checks = new AppChecks(plan, settings);
        checks.image();
        checks.dockerfile();
        checks.port();
        checks.hostPort();
        checks.healthPath();
        new LimitChecks(plan.app(), checks.problems).check();
        checks.release();
        new ConfinementChecks(plan, settings, checks.problems).check();
        new VariableChecks(plan, settings, checks.problems).check();
        new VolumeChecks(plan.app(), checks.problems).check();
        return checks.problems.found();
    }

    private void image() {
        plan.app().image().map(ImageReference::new).ifPresent(image -> {
            if (!image.isWellFormed()) {
                problems.refuse(
                        "image \"" + image.value() + "\"",
                        "is not an image reference",
                        "write one like \"registry.example/api:2.3.1\"");
            } else if (!settings.isDevelopment() && !image.isPinned()) {
                problems.refuse(
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
                .ifPresent(it -> problems.refuse(
                        "Dockerfile \"" + it + "\"",
                        "there is no such file",
                        "write it, name another with dockerfile(\"…\"), or a published image with image(\"…\")"));
    }

    private void release() {
        plan.app().release().ifPresent(it -> {
            if (it.arguments().isEmpty() || it.arguments().get(0).isBlank()) {
                problems.refuse(
                        "release command \"" + it + "\"",
                        "names no program",
                        "write release(\"node\", \"migrate.js\")");
            }
            if (it.limit().toSeconds() < 1 || it.limit().compareTo(LONGEST_RELEASE) > 0) {
                problems.refuse(
                        "release limit of " + it.limit().toSeconds() + " s",
                        "a release command has from 1 second to 1 hour",
                        "write release(Duration.ofMinutes(10), …)");
            }
        });
    }

    private void port() {
        if (plan.port() < 1 || plan.port() > LARGEST_PORT) {
            problems.refuse(
                    "port " + plan.port(), "a port is between 1 and " + LARGEST_PORT, "leave it out for the guide's");
        }
    }

    private void hostPort() {
        var taken = List.of(settings.http().port(), settings.postgres().port());
        plan.hostPort()
                .filter(taken::contains)
                .ifPresent(port -> problems.refuse(
                        "host port " + port,
                        "is the proxy's or PostgreSQL's",
                        "pulumi config set httpPort or postgresPort to another"));
    }

    private void healthPath() {
        var path = plan.health().path();
        if (!path.startsWith("/")) {
            problems.refuse(
                    "health path \"" + path + "\"", "a path begins with a slash", "write health(\"/" + path + "\")");
        } else if (!path.matches("[^\\s'\"\\\\]+")) {
            problems.refuse(
                    "health path \"" + path + "\"",
                    "a path has neither spaces nor quotes",
                    "write a space as %20, or choose another path");
        }
    }
}
