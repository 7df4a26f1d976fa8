package com.owndom.hosting.ci;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keeps one issue open as long as a stack is not what the repository declares. */
public final class DriftIssue {

    private DriftIssue() {}

    /**
     * Takes the stack and the file that {@code ./hosting preview --refresh --json} has written. A plan that could not be
     * made says nothing about drift, so it changes no issue.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var plan = Plan.read(Files.readString(Path.of(arguments[1])));
        plan.lines().forEach(System.out::println);
        if (plan.isMade()) {
            write(arguments[0], plan, System.getenv());
        }
    }

    static void write(String stack, Plan plan, Map<String, String> environment)
            throws IOException, InterruptedException {
        var title = "Stack " + stack + " is not what the repository declares";
        var github = new GitHub(environment);
        var open = github.find(
                "/issues?state=open&creator=github-actions%5Bbot%5D",
                it -> it.get("title").getAsString().equals(title));
        var clean = plan.changes().isEmpty();
        var issue = new JsonObject();
        issue.addProperty("body", report(stack, plan, environment));
        if (open.isPresent()) {
            issue.addProperty("state", clean ? "closed" : "open");
            github.update("/issues/" + open.get().get("number").getAsLong(), issue);
        } else if (!clean) {
            issue.addProperty("title", title);
            github.create("/issues", issue);
        }
    }

    private static String report(String stack, Plan plan, Map<String, String> environment) {
        var report = new PlanReport("Stack `" + stack + "`", plan, Run.address(environment)).markdown();
        return report
                + "\nWhat stands above is what the next update would do to bring back what is declared."
                + " Should the change stay, declare it.\n";
    }
}
