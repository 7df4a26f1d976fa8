package com.owndom.hosting.cli;

import com.google.gson.JsonParser;
import com.owndom.hosting.command.Answer;
import com.owndom.hosting.command.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Runs servers' own checks now, all at once: what Docker shows of them is minutes old. */
final class ServerChecks {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String TESTS = "--format={{.Name}}\t{{with .Config.Healthcheck}}{{json .Test}}{{end}}";

    private ServerChecks() {}

    /** Why each of these containers is not well; of one that is, or has no check, nothing. */
    static Map<String, String> failed(Collection<String> containers) {
        var failed = new ConcurrentHashMap<String, String>();
        if (!containers.isEmpty()) {
            tests(containers)
                    .lines()
                    .parallel()
                    .map(line -> line.split("\t", 2))
                    .filter(it -> !it[1].isEmpty())
                    .forEach(it -> check(it[0].substring(1), words(it[1]), failed));
        }
        return failed;
    }

    private static String tests(Collection<String> containers) {
        var inspect = Stream.concat(Stream.of("docker", "inspect", TESTS), containers.stream());
        return new Command(inspect.toList()).run(LIMIT).printed();
    }

    private static void check(String container, List<String> test, Map<String, String> failed) {
        var exec = new ArrayList<>(List.of("docker", "exec", container));
        exec.addAll(test);
        var answer = new Command(exec).run(LIMIT);
        if (!answer.succeeded()) {
            failed.put(container, why(answer));
        }
    }

    private static String why(Answer answer) {
        return Stream.of(answer.complaint(), answer.printed())
                .flatMap(String::lines)
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElse("its check fails");
    }

    /** As Docker keeps it: {@code ["CMD", "pg_isready"]} or {@code ["CMD-SHELL", "curl … && …"]}. */
    static List<String> words(String test) {
        var words = new ArrayList<String>();
        JsonParser.parseString(test).getAsJsonArray().forEach(it -> words.add(it.getAsString()));
        var kind = words.remove(0);
        return kind.equals("CMD-SHELL") ? List.of("sh", "-c", words.get(0)) : words;
    }
}
