package com.owndom.hosting.app;

import com.owndom.hosting.check.Problems;
import com.owndom.hosting.container.Cores;
import com.owndom.hosting.container.MemorySize;
import java.time.Duration;
import java.util.regex.Pattern;

/** What can be wrong with the memory, the cores and the end of an app. */
record LimitChecks(App app, Problems problems) {

    private static final Pattern SIGNAL =
            Pattern.compile("(SIG)?[A-Z][A-Z0-9]{1,8}([+-][0-9]{1,2})?|[1-9]|[1-5][0-9]|6[0-4]");
    private static final Duration SHORTEST_GRACE = Duration.ofSeconds(1);
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(10);

    void check() {
        if (MemorySize.parse(app.memory()).isEmpty()) {
            problems.refuse("memory \"" + app.memory() + "\"", "a limit is an amount in m or g", "write \"512m\"");
        }
        if (Cores.parse(app.cpus()).isEmpty()) {
            problems.refuse("cpus \"" + app.cpus() + "\"", "a limit is a number of cores", "write \"0.5\"");
        }
        if (!SIGNAL.matcher(app.stopSignal()).matches()) {
            problems.refuse(
                    "stop signal \"" + app.stopSignal() + "\"",
                    "a signal is a name in capitals or a number up to 64",
                    "write \"SIGTERM\"");
        }
        if (app.stopGrace().compareTo(SHORTEST_GRACE) < 0 || app.stopGrace().compareTo(LONGEST_GRACE) > 0) {
            problems.refuse(
                    "stop grace of " + app.stopGrace().toSeconds() + " s",
                    "an app has from 1 second to 10 minutes to stop",
                    "write stopGrace(Duration.ofSeconds(30))");
        }
    }
}
