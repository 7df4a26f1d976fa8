package com.owndom.hosting.cli;

import com.google.gson.JsonObject;
import com.owndom.hosting.command.Command;
import com.owndom.hosting.job.StackOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the containers that make backups say of them.
 *
 * @param lines one a client: name, green, yellow or red, age of the last backup, age of what was last verified, what is
 *     wrong; for each container one of the repository: its place, and what is wrong with that; and one called backups when
 *     something fails that is no client's; separated by tabs
 */
record BackupStates(List<String> lines) {

    private static final List<String> TITLES = List.of("BACKUPS OF", "LAST", "LAST VERIFIED", "STATE");
    private static final String REPOSITORY = "repository";
    private static final String NONE = "-";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Asks the containers that the outputs name. */
    static BackupStates of(JsonObject outputs) {
        var lines = new ArrayList<String>();
        if (outputs.has(StackOutput.BACKUPS.key())) {
            for (var container :
                    outputs.getAsJsonObject(StackOutput.BACKUPS.key()).entrySet()) {
                lines.addAll(said(container.getValue().getAsString()));
            }
        }
        return new BackupStates(lines);
    }

    private static List<String> said(String container) {
        var said = Command.of("docker", "exec", container, "backup", "status").run(LIMIT);
        return said.succeeded()
                ? said.printed().lines().toList()
                : List.of(container + "\tred\t-\t-\tit says nothing: ./hosting logs backups, then ./hosting up");
    }

    String table() {
        if (lines.isEmpty()) {
            return "";
        }
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        fields().filter(it -> !it.get(0).equals(REPOSITORY))
                .map(BackupStates::row)
                .forEach(rows::add);
        return "\n" + new TextTable(rows) + repositories();
    }

    private String repositories() {
        var text = new StringBuilder();
        fields().filter(it -> it.get(0).equals(REPOSITORY) && !it.get(2).equals(NONE))
                .map(it -> "Backups are %s: ./hosting config set backupRepository sends them to another machine.%n"
                        .formatted(it.get(2)))
                .distinct()
                .forEach(text::append);
        return text.toString();
    }

    private Stream<List<String>> fields() {
        return lines.stream().map(it -> List.of(it.split("\t")));
    }

    private static List<String> row(List<String> fields) {
        var problem = fields.get(4);
        var state = problem.equals(NONE) ? fields.get(1) : fields.get(1) + ": " + problem;
        return List.of(fields.get(0), fields.get(2), fields.get(3), state);
    }
}
