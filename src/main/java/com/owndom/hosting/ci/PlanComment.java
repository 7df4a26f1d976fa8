package com.owndom.hosting.ci;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Puts a plan into the one comment that a pull request has for it. */
public final class PlanComment {

    private PlanComment() {}

    /** Takes the stack and the file that {@code ./hosting preview --json} has written; the environment tells the rest. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var plan = Plan.read(Files.readString(Path.of(arguments[1])));
        plan.lines().forEach(System.out::println);
        write(arguments[0], plan, System.getenv());
    }

    static void write(String stack, Plan plan, Map<String, String> environment)
            throws IOException, InterruptedException {
        var mark = "<!-- plan of stack " + stack + " -->";
        var report = new PlanReport("Stack `" + stack + "`", plan, Run.address(environment)).markdown();
        var body = new JsonObject();
        body.addProperty("body", mark + "\n" + report);
        var github = new GitHub(environment);
        var comments = "/issues/" + GitHub.required(environment, "PULL_REQUEST") + "/comments";
        var earlier = github.find(
                comments,
                it -> GitHub.isOurs(it) && it.get("body").getAsString().startsWith(mark));
        if (earlier.isPresent()) {
            github.update("/issues/comments/" + earlier.get().get("id").getAsLong(), body);
        } else {
            github.create(comments, body);
        }
    }
}
