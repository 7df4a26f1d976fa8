package com.owndom.hosting.app;

import com.owndom.hosting.check.Problems;
import com.owndom.hosting.settings.EstateSettings;
import java.nio.file.Files;
import java.util.Optional;

/** What can be wrong with what an app may do, and whether it would run as root. */
record ConfinementChecks(AppPlan plan, EstateSettings settings, Problems problems) {

    private static final int FEWEST_PROCESSES = 16;
    private static final int MOST_PROCESSES = 32_768;
    private static final String OTHERWISE =
            "withUser(\"1000:1000\") in confinement(…), or withRoot(\"…\") with the reason";

    void check() {
        processes();
        confinement().user().ifPresent(this::user);
        confinement().writable().forEach(this::writable);
        reason();
        dockerfile();
    }

    private void processes() {
        var processes = confinement().processes();
        if (processes < FEWEST_PROCESSES || processes > MOST_PROCESSES) {
            problems.refuse(
                    processes + " processes",
                    "an app has between %d and %d".formatted(FEWEST_PROCESSES, MOST_PROCESSES),
                    "leave it out for 256");
        }
    }

    private void user(String user) {
        if (!user.matches("[0-9]{1,9}(:[0-9]{1,9})?") || AppConfinement.isRoot(user)) {
            problems.refuse(
                    "user \"" + user + "\"",
                    "a user is a number other than 0, with the group's after a colon",
                    "write withUser(\"1000:1000\")");
        }
    }

    private void writable(String directory) {
        if (!VolumeChecks.isPath(directory)) {
            problems.refuse(
                    "writable \"" + directory + "\"",
                    "a path begins with a slash, ends without one and has neither a colon nor \"..\"",
                    "write one like withWritable(\"/app/.next/cache\")");
        } else if (plan.app().volumes().containsKey(directory)) {
            problems.refuse(
                    "writable \"" + directory + "\"", "is a volume, which is writable", "remove one of the two");
        }
    }

    private void reason() {
        if (confinement().rootReason().filter(String::isBlank).isPresent()) {
            problems.refuse("withRoot(\"\")", "says no reason", "write why its image has to run as root");
        }
    }

    /** Who a published image runs as shows once its container is there. */
    private void dockerfile() {
        if (settings.isDevelopment()
                || confinement().user().isPresent()
                || confinement().rootReason().isPresent()) {
            return;
        }
        plan.build()
                .filter(it -> Files.isRegularFile(settings.root().resolve(it.dockerfile())))
                .ifPresent(it -> {
                    var subject = "Dockerfile \"" + it.dockerfile() + "\"";
                    var user = new AppUser(plan, settings).ofDockerfile();
                    if (user.isEmpty()) {
                        problems.refuse(
                                subject,
                                "names no user, so its image may run as root",
                                "end its stage " + it.target() + " with USER 1000:1000, or write " + OTHERWISE);
                    } else if (isRootOrUnknown(user)) {
                        problems.refuse(
                                subject,
                                "USER " + user.get() + " is root, or known to the build alone",
                                "end its stage " + it.target() + " with USER 1000:1000, or write " + OTHERWISE);
                    }
                });
    }

    private static boolean isRootOrUnknown(Optional<String> user) {
        return user.filter(it -> AppConfinement.isRoot(it) || it.contains("$")).isPresent();
    }

    private AppConfinement confinement() {
        return plan.app().confinement();
    }
}
