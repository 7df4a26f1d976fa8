package com.owndom.hosting.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command of this machine that is asked something.
 *
 * @param words the program and its arguments
 */
public record Command(List<String> words) {

    /** Copies the words. */
    public Command {
        words = List.copyOf(words);
    }

    /** That command. */
    public static Command of(String... words) {
        return new Command(List.of(words));
    }

    /** What it answers; one that is not there, or has not ended within the limit, has failed like any other. */
    public Answer run(Duration limit) {
        try {
            // Into a file: to read a pipe takes as long as somebody holds its other end.
            var printed = Files.createTempFile("hosting-", ".txt");
            try {
                return answer(printed, limit);
            } finally {
                Files.delete(printed);
            }
        } catch (IOException missing) {
            return Answer.failed(missing.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.failed("interrupted");
        }
    }

    private Answer answer(Path printed, Duration limit) throws IOException, InterruptedException {
        var process = new ProcessBuilder(words).redirectOutput(printed.toFile()).start();
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
                    ? new Answer(process.exitValue() == 0, text(Files.readAllBytes(printed)), complaint(process))
                    : Answer.failed("no answer within " + limit.toSeconds() + " s");
        } finally {
            process.destroyForcibly();
        }
    }

    private static String complaint(Process ended) throws IOException {
        try (InputStream errors = ended.getErrorStream()) {
            return text(errors.readNBytes(errors.available())).strip();
        }
    }

    /** What is not UTF-8 is no reason to know nothing. */
    private static String text(byte[] printed) {
        return new String(printed, StandardCharsets.UTF_8);
    }
}
