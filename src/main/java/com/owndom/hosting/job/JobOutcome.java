package com.owndom.hosting.job;

/**
 * How a job ended.
 *
 * @param exitCode 0 for success
 * @param log everything it printed
 * @param trigger the value it ran with
 */
public record JobOutcome(int exitCode, String log, String trigger) {

    /** Whether it did its work. */
    public boolean succeeded() {
        return exitCode == 0;
    }
}
