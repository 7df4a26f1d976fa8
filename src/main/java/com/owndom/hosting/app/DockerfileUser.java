package com.owndom.hosting.app;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads from a Dockerfile who its image runs as. */
final class DockerfileUser {

    private static final Pattern FROM =
            Pattern.compile("(?i)\\s*FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*");
    private static final Pattern USER = Pattern.compile("(?i)\\s*USER\\s+\"?([^\"]+?)\"?\\s*");

    private final Map<String, Optional<String>> byStage = new HashMap<>();
    private String stage = "";

    private DockerfileUser() {}

    /**
     * The user that a stage ends with, its own or that of the stage it is built on; empty when none is named, which
     * leaves it to the base image. A target that is not there is the last stage.
     */
    static Optional<String> of(String dockerfile, String target) {
        var file = new DockerfileUser();
        dockerfile.lines().forEach(file::read);
        return file.byStage.getOrDefault(target.toLowerCase(Locale.ROOT), file.user(file.stage));
    }

    private void read(String line) {
        var from = FROM.matcher(line);
        var user = USER.matcher(line);
        if (from.matches()) {
            stage = Optional.ofNullable(from.group(2))
                    .orElse("stage " + byStage.size())
                    .toLowerCase(Locale.ROOT);
            byStage.put(stage, user(from.group(1).toLowerCase(Locale.ROOT)));
        } else if (user.matches()) {
            byStage.put(stage, Optional.of(user.group(1)));
        }
    }

    private Optional<String> user(String ofStage) {
        return byStage.getOrDefault(ofStage, Optional.empty());
    }
}
