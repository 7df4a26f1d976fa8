package com.owndom.hosting.proxy;

import com.owndom.hosting.container.ContainerLog;
import com.owndom.hosting.job.JobOutcome;
import com.pulumi.context.LoggingContext;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells why a publication failed. It is logged as an error, which fails the update, and not thrown: the rest of the
 * program still has to say what succeeded.
 *
 * @param log the engine's
 * @param estate whose provider reads containers' logs
 */
public record PublicationFailure(LoggingContext log, Resource estate) {

    private static final int REFUSED_CONFIGURATION = 2;
    private static final int LAST_LINES = 30;
    private static final int FEW = 3;
    private static final Pattern SITE = Pattern.compile("/sites/([a-z0-9-]+)\\.conf");

    /** Logs an error when the publication failed. */
    public void report(Output<JobOutcome> outcome) {
        outcome.apply(it -> it.succeeded() ? Output.of("") : message(it).applyValue(this::error));
    }

    private String error(String message) {
        log.error(message);
        return message;
    }

    private Output<String> message(JobOutcome outcome) {
        var apps = UnansweredApp.in(outcome.log());
        if (apps.isEmpty()) {
            return Output.of(refusal(outcome));
        }
        return Output.all(apps.stream().map(this::unanswered).toList())
                .applyValue(
                        each -> String.join("\n", each)
                                + "\nNothing was switched: what served before still serves. Correct it and run the update again.");
    }

    private Output<String> unanswered(UnansweredApp app) {
        return ContainerLog.lastLines(app.container(), LAST_LINES, estate)
                .applyValue(lines ->
                        """
                %s's new %s never answered GET %s: %s
                  the last lines of %s:
                %s"""
                                .formatted(
                                        app.client(),
                                        app.role(),
                                        app.url(),
                                        app.reason(),
                                        app.container(),
                                        indented(lines)));
    }

    private static String indented(List<String> lines) {
        return lines.isEmpty() ? "    (it printed nothing)" : "    " + String.join("\n    ", lines);
    }

    private static String refusal(JobOutcome outcome) {
        var what = outcome.exitCode() == REFUSED_CONFIGURATION
                ? "nginx refuses the new configuration" + clients(outcome.log())
                : "the proxy could not be switched (exit code " + outcome.exitCode() + ")";
        return what + "; what served before still serves.\n" + outcome.log().stripTrailing();
    }

    /** Whose it is, where nginx names a site's file; what many share is nobody's. */
    private static String clients(String log) {
        var clients =
                SITE.matcher(log).results().map(it -> it.group(1)).distinct().toList();
        return clients.isEmpty() || clients.size() > FEW ? "" : " of " + String.join(", ", clients);
    }
}
