package com.owndom.e2e;

import com.pulumi.Context;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * A program in the tests' own process that leaves the processor to the engine. The SDK's runner asks all unfinished tasks
 * again and again without a pause, which keeps one core busy as long as the engine works, and logs each round: here, that
 * takes a while.
 */
final class InlineProgram {

    private static final Logger RUNNER = Logger.getLogger("com.pulumi.deployment.internal.DeploymentImpl");
    private static final int PAUSE_MILLISECONDS = 50;

    static {
        RUNNER.setFilter(InlineProgram::shown);
    }

    private InlineProgram() {}

    static Consumer<Context> of(Consumer<Context> declare) {
        return context -> {
            // The SDK has just set another.
            RUNNER.setLevel(Level.FINEST);
            declare.accept(context);
        };
    }

    private static boolean shown(LogRecord round) {
        if (round.getMessage().startsWith("Remaining tasks")) {
            try {
                Thread.sleep(PAUSE_MILLISECONDS);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
        return round.getLevel().intValue() > Level.FINEST.intValue();
    }
}
