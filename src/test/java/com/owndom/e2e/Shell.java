package com.owndom.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Runs a command to its end. */
final class Shell {

    private Shell() {}

    /** What it printed, without the last line's end; fails when the command does. */
    static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
            var code = process.waitFor();
            if (code != 0) {
                throw new AssertionError(Arrays.toString(command) + " ended with " + code + ":\n" + printed);
            }
            return printed;
        } catch (IOException missing) {
            throw new UncheckedIOException("run the tests with ./hosting test, which gets " + command[0], missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
