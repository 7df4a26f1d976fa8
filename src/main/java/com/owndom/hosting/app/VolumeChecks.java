package com.owndom.hosting.app;

import com.owndom.hosting.check.Problems;
import java.util.Arrays;
import java.util.List;

/** What can be wrong with the volumes of an app, and with the build output that is kept out of its mount. */
record VolumeChecks(App app, Problems problems) {

    /** Between the names of volumes that were given the same path. */
    static final String AND = " and ";

    void check() {
        app.volumes().forEach((path, name) -> {
            if (name.contains(AND)) {
                problems.refuse("volumes " + name, "both are at \"" + path + "\"", "give each a path of its own");
            } else {
                name(name);
                path(name, path);
            }
        });
        app.buildOutput().forEach(this::buildOutput);
    }

    private void name(String name) {
        if (!name.matches("[a-zA-Z0-9][a-zA-Z0-9_.-]*")) {
            problems.refuse(
                    "volume \"" + name + "\"",
                    "a name is letters, digits, underscores, dots and hyphens, a letter or digit first",
                    "write one like volume(\"files\", \"/srv/files\")");
        }
    }

    private void path(String name, String path) {
        if (!isPath(path)) {
            problems.refuse(
                    "path \"" + path + "\" of volume \"" + name + "\"",
                    "a path begins with a slash, ends without one and has neither a colon nor \"..\"",
                    "write one like volume(\"" + name + "\", \"/srv/files\")");
        }
    }

    /** Whether it is an absolute path; Docker separates volume and path with a colon. */
    static boolean isPath(String path) {
        return path.matches("(/[^/:]+)+") && !isDotted(path);
    }

    private void buildOutput(String directory) {
        if (!directory.matches("[^/:]+(/[^/:]+)*") || isDotted(directory)) {
            problems.refuse(
                    "build output \"" + directory + "\"",
                    "a directory is relative to the app's sources and inside them",
                    "write one like buildOutput(\"dist\")");
        }
    }

    private static boolean isDotted(String path) {
        return Arrays.asList(path.split("/")).stream().anyMatch(List.of(".", "..")::contains);
    }
}
