package com.owndom.hosting.ci;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A plan as Markdown.
 *
 * @param title the heading
 * @param plan what will happen
 * @param run the address of the run that made it
 */
record PlanReport(String title, Plan plan, String run) {

    /** GitHub takes 65,536 characters in a comment or an issue. */
    static final int MOST_CHARACTERS = 60_000;

    String markdown() {
        return plan.isMade() ? changes() : errors();
    }

    private String changes() {
        var head = "### %s: %s\n".formatted(title, plan.summary());
        return head + (plan.lines().isEmpty() ? "\n" + link() : block("diff"));
    }

    private String errors() {
        return "### %s: the plan could not be made\n".formatted(title) + block("");
    }

    private String block(String language) {
        var lines = plan.lines();
        var shown = fitting(lines);
        var left = lines.size() - shown.size();
        return "\n````" + language + "\n"
                + shown.stream().map(it -> it + "\n").collect(Collectors.joining())
                + "````\n\n"
                + (left == 0 ? "" : "%d lines more are in the run's log. ".formatted(left))
                + link();
    }

    private static List<String> fitting(List<String> lines) {
        var characters = 0;
        for (var count = 0; count < lines.size(); count++) {
            characters += lines.get(count).length() + 1;
            if (characters > MOST_CHARACTERS) {
                return lines.subList(0, count);
            }
        }
        return lines;
    }

    private String link() {
        return "[The run](" + run + ")\n";
    }
}
