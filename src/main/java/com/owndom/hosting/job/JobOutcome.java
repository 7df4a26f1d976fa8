package com.owndom.hosting.job;

/**
 * How a job ended.
 *
 * @param job its logical name
 * @param exitCode 0 for success
 * @param log everything it printed
 * @param trigger the value it ran with
 */
public record JobOutcome(String job, int exitCode, String log, String trigger) {

    /** Whether it did its work. */
    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The last lines it printed, each indented; at most that many. */
    public String lastLines(int number) {
        var lines = log.stripTrailing().lines().toList();
        return lines.isEmpty()
                ? "    (it printed nothing)"
                : "    " + String.join("\n    ", lines.subList(Math.max(0, lines.size() - number), lines.size()));
    }
}
