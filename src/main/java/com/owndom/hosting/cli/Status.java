package com.owndom.hosting.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.owndom.hosting.job.StackOutput;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints what a stack hosts: reads {@code pulumi stack output --json}, asks Docker for the containers' state and each app
 * for its health.
 */
public final class Status {

    private static final List<String> TITLES = List.of("CLIENT", "URL", "FRONTEND", "BACKEND", "DATABASE", "STATE");

    private Status() {}

    /** Takes the names of estate and stack, and the outputs from standard input; ends with 1 when Docker does not answer. */
    public static void main(String[] arguments) throws IOException {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            var outputs = JsonParser.parseReader(input).getAsJsonObject();
            var containers = RunningContainers.of(arguments[0], arguments[1]);
            var proxy = containers.proxy();
            var answers = proxy.isPresent() ? Answers.through(proxy.get()) : Answers.none();
            System.out.print(table(outputs, containers, answers));
            System.out.print(certificates(outputs));
            System.out.print(BackupStates.of(outputs).table());
        }
    }

    static String table(JsonObject outputs, RunningContainers containers, Answers answers) {
        var clients = outputs.getAsJsonObject(StackOutput.CLIENTS.key());
        var setAside = new SetAsideData(outputs, LocalDate.now(ZoneOffset.UTC));
        if (clients == null || clients.size() == 0) {
            return "The stack hosts nothing yet: ./hosting up\n" + setAside.lines();
        }
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        clients.entrySet()
                .forEach(it -> rows.add(row(it.getKey(), it.getValue().getAsJsonObject(), containers, answers)));
        return new TextTable(rows)
                + containers.troubledServers()
                + setAside.lines()
                + new MovingData(outputs).lines()
                + rollbacks(outputs.getAsJsonObject(StackOutput.ROLLBACKS.key()));
    }

    /** The clients that run a version of before. */
    private static String rollbacks(JsonObject rollbacks) {
        if (rollbacks == null) {
            return "";
        }
        return rollbacks.entrySet().stream()
                .filter(it -> "active".equals(text(it.getValue().getAsJsonObject(), "state")))
                .map(it ->
                        "%1$s is rolled back to %2$s. Its next new version ends that, and so does ./hosting rollback %1$s --end%n"
                                .formatted(it.getKey(), text(it.getValue().getAsJsonObject(), "rollback")))
                .collect(Collectors.joining());
    }

    private static String certificates(JsonObject outputs) {
        return outputs.has(StackOutput.CERTIFICATES.key())
                ? CertificateStates.of(
                                outputs.get(StackOutput.CERTIFICATES.key()).getAsString())
                        .table(outputs)
                : "";
    }

    private static List<String> row(String name, JsonObject client, RunningContainers containers, Answers answers) {
        var frontend = text(client, "frontend");
        var backend = text(client, "backend");
        return List.of(
                name,
                text(client, "url"),
                containers.address(frontend),
                containers.address(backend),
                text(client, "database"),
                state(containers.state(frontend, backend), answers.state(frontend, backend)));
    }

    /** What does not run can't answer. */
    private static String state(String running, String answering) {
        return running.equals(RunningContainers.RUNNING) ? answering : running;
    }

    private static String text(JsonObject client, String key) {
        return client.has(key) ? client.get(key).getAsString() : RunningContainers.NONE;
    }
}
