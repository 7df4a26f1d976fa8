package com.owndom.hosting.cli;

import com.google.gson.JsonParser;
import com.owndom.hosting.command.Answer;
import com.owndom.hosting.command.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs servers' own checks now: what Docker shows of them is minutes old. */
final class ServerHealth {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TESTS = "--format={{.Name}}\t{{with .Config.Healthcheck}}{{json .Test}}{{end}}";

    private ServerHealth() {}

    /** What each of these containers answered; one that has no check, or could not be asked for it, is not there. */
    static Map<String, Answer> answers(List<String> containers) {
        if (containers.isEmpty()) {
            return Map.of();
        }
        return tests(containers)
                .lines()
                .parallel()
                .map(line -> line.split("\t", 2))
                .filter(it -> !it[1].isEmpty())
                .map(it -> Map.entry(it[0].substring(1), words(it[1])))
                .collect(Collectors.toConcurrentMap(Map.Entry::getKey, it -> answer(it.getKey(), it.getValue())));
    }

    private static String tests(List<String> containers) {
        var inspect = Stream.concat(Stream.of("docker", "inspect", TESTS), containers.stream());
        return new Command(inspect.toList()).run(LIMIT).printed();
    }

    private static Answer answer(String container, List<String> test) {
        var exec = Stream.concat(Stream.of("docker", "exec", container), test.stream());
        return new Command(exec.toList()).run(LIMIT);
    }

    /** As Docker keeps it: {@code ["CMD", "pg_isready"]} or {@code ["CMD-SHELL", "curl … && …"]}. */
    static List<String> words(String test) {
        var words = new ArrayList<String>();
        JsonParser.parseString(test).getAsJsonArray().forEach(it -> words.add(it.getAsString()));
        var kind = words.remove(0);
        return kind.equals("CMD-SHELL") ? List.of("sh", "-c", words.get(0)) : words;
    }
}
