package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A move is ended by Ctrl-C, by the SIGTERM of a CI job that is cancelled, or by SIGKILL, wherever it can hurt, while the client
 * writes. The next {@code ./hosting move} goes on, until it is ended at another point, or gets through. No acknowledged write is
 * lost, and never do two servers take them.
 */
class MoveKilledDrill {

    private static final Map<String, Integer> PORTS =
            Map.of("postgres", FreePort.next(), "postgres-reports", FreePort.next());
    private static final String REPORTS = "new com.owndom.hosting.database.DatabaseServer(\"reports\").withPort(%d)"
            .formatted(PORTS.get("postgres-reports"));
    private static final String DOCKER =
            """
            #!/usr/bin/env bash
            # The real one; once, an accident before or after the statement that it is meant for.
            real=%1$s accident=%2$s
            if [[ "$1 $2" != "exec --interactive" || ! -e $accident/statement ]]; then exec "$real" "$@"; fi
            input=$(cat; printf .)
            input=${input%%.}
            strike() {
              if [[ "$*$input" == *"$(<"$accident/statement")"* ]] && mkdir "$accident/happened" 2>/dev/null; then
                kill "-$(<"$accident/signal")" -- "$(<"$accident/victim")"
                sleep "$(<"$accident/delay")"
              fi
            }
            if [[ $(<"$accident/when") == before ]]; then strike "$@"; fi
            status=0
            printf '%%s' "$input" | "$real" "$@" || status=$?
            if [[ $(<"$accident/when") == after ]]; then strike "$@"; fi
            exit "$status"
            """;

    private static final String COPY = "CREATE SUBSCRIPTION";
    private static final String CLOSE = "CONNECTION LIMIT 0";
    private static final String COMPARE = "--set=test=<> ALL";
    private static final String COMMIT = "SELECT 'committed'";

    private static final String STAYS = "was not moved, and is served from";
    private static final String IS_THERE = "and it stands still until ./hosting move client-1 --to";

    private static Checkout checkout;
    private static AppWriter writer;
    private static String home = "postgres";

    /**
     * How a move is ended.
     *
     * @param when {@code before} or {@code after} a statement, or {@code at} a line that the launcher prints
     * @param what part of that statement or line
     * @param signal to send
     * @param all to the launcher and all that it has started, as a terminal does, or to the launcher alone
     * @param said by the launcher before it ends; nothing where it can't
     */
    private record Accident(String when, String what, String signal, boolean all, String said) {

        /** How long what it has started waits before it goes on, or would: until the launcher, if it lives, has made sure of the end. */
        int delay() {
            return when.equals("before") && !all ? 8 : 1;
        }

        /** What a launcher that was killed has started goes on for some seconds, and the next move does not wait for it. */
        boolean leavesSomebody() {
            return signal.equals("KILL") && !all && !when.equals("at");
        }

        @Override
        public String toString() {
            return "%s to %s %s %s".formatted(signal, all ? "all" : "the launcher", when, what);
        }
    }

    /**
     * A move, and what happens to it until it gets through.
     *
     * @param accidents one for each attempt but the last
     * @param ofConfirm what then happens to the first {@code --confirm}, if anything
     */
    private record Troubled(List<Accident> accidents, Optional<Accident> ofConfirm) {}

    static Stream<Troubled> moves() {
        return Stream.of(
                new Troubled(
                        List.of(
                                new Accident("at", "postgresql:index:Database client-1", "KILL", true, ""),
                                new Accident("before", COPY, "KILL", true, ""),
                                new Accident("after", COPY, "TERM", false, ""),
                                new Accident("after", CLOSE, "TERM", false, STAYS),
                                new Accident("before", COMPARE, "INT", true, STAYS),
                                new Accident("before", COMMIT, "KILL", true, ""),
                                new Accident("before", COMMIT, "TERM", false, STAYS)),
                        Optional.of(new Accident("before", "DROP DATABASE IF EXISTS", "KILL", true, ""))),
                new Troubled(
                        List.of(
                                new Accident("before", COMPARE, "KILL", false, ""),
                                new Accident("before", COMMIT, "KILL", false, "")),
                        Optional.of(new Accident("after", "DROP DATABASE IF EXISTS", "TERM", false, ""))),
                new Troubled(
                        List.of(
                                new Accident("after", COMMIT, "KILL", false, ""),
                                new Accident("at", "docker:index:Container client-1-backend", "KILL", true, "")),
                        Optional.of(new Accident("at", "postgresql:index:Database", "INT", true, ""))),
                new Troubled(
                        List.of(
                                new Accident("after", COMMIT, "TERM", false, IS_THERE),
                                new Accident("at", "docker:index:Container publish", "TERM", false, "")),
                        Optional.empty()),
                new Troubled(
                        List.of(
                                new Accident("after", COMMIT, "INT", true, IS_THERE),
                                new Accident("before", "DROP OWNED BY", "TERM", false, "")),
                        Optional.empty()));
    }

    @BeforeAll
    static void bringUp() throws Exception {
        checkout = new Checkout();
        var settings = Checkout.production(236);
        settings.put("postgresPort", String.valueOf(PORTS.get("postgres")));
        settings.put("backups", "false");
        checkout.settings(settings);
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        declareOn(home);
        checkout.succeed("up", "--yes");
        checkout.succeed(
                "psql",
                "client-1",
                "--command",
                "CREATE TABLE note (id bigserial PRIMARY KEY, body text); CREATE TABLE log AS SELECT repeat(md5(n::text), 8) AS t FROM generate_series(1, 20000) n");
        var docker = Files.createDirectories(tools()).resolve("docker");
        Files.writeString(docker, DOCKER.formatted(Shell.run("sh", "-c", "command -v docker"), accidents()));
        Shell.run("chmod", "+x", docker.toString());
        writer = new AppWriter(checkout.docker, PORTS);
        writer.start();
    }

    @AfterAll
    static void remove() throws Exception {
        if (writer != null) {
            writer.end();
        }
        checkout.remove();
    }

    @ParameterizedTest
    @MethodSource("moves")
    void theNextMoveGoesOnAndNoAcknowledgedWriteIsLost(Troubled move) throws Exception {
        var from = home;
        var to = from.equals("postgres") ? "reports" : "postgres";
        declareOn(to);
        var mayBeDone = false;
        for (var accident : move.accidents()) {
            var printed = happened(accident, mayBeDone, "move", "client-1", "--to", to, "--yes");
            assertThat(printed).as(accident.toString()).contains(accident.said());
            var served = served(from, to);
            System.out.printf("%s %s: then served %s%n", to, accident, served);
            assertThat(served).isNotEqualTo("by both");
            if (accident.said().equals(STAYS)) {
                assertThat(served).isEqualTo("by the old server");
                assertServedBy(from);
            }
            mayBeDone = accident.leavesSomebody();
        }
        var started = System.nanoTime();
        var printed = checkout.succeed("move", "client-1", "--to", to, "--yes");
        home = to;
        assertThat(sql(from, "SELECT count(*) FROM pg_database WHERE datname = 'client_1_db' AND datallowconn"))
                .as("open where it was")
                .isEqualTo("0");
        System.out.printf(
                "%s: the next move took %d s, %s%n",
                to,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started),
                printed.lines()
                        .filter(it -> it.startsWith("client-1 is on "))
                        .findFirst()
                        .orElse(""));
        assertServedBy(to);
        if (move.ofConfirm().isPresent()) {
            happened(move.ofConfirm().get(), false, "move", "client-1", "--confirm", "--yes");
            System.out.printf("%s --confirm: %s%n", to, move.ofConfirm().get());
        }
        var confirmed = checkout.hosting("move", "client-1", "--confirm", "--yes");
        if (confirmed.code() != 0) {
            assertThat(confirmed.printed()).contains("client-1 has nothing left on another server");
        }
        assertThat(sql(from, "SELECT count(*) FROM pg_database WHERE datname = 'client_1_db'"))
                .isEqualTo("0");
        assertNothingOfTheCopyIsLeft();
        assertServedBy(to);
        checkout.succeed("preview", "--expect-no-changes");
    }

    /** What was printed until then; nothing happens where somebody who was left of an attempt before has ended it. */
    private static String happened(Accident accident, boolean mayBeDone, String... arguments) throws Exception {
        Shell.run("rm", "--recursive", "--force", accidents().toString());
        Files.createDirectories(accidents());
        // As at a terminal: where the drill itself runs in the background, SIGINT is ignored by all that it starts.
        var command = Stream.concat(
                Stream.of("env", "--default-signal=INT,HUP", "setsid", "./hosting"), Stream.of(arguments));
        var builder = new ProcessBuilder(command.toList())
                .directory(checkout.directory.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(checkout.environment());
        builder.environment().merge("PATH", tools() + ":", (path, tools) -> tools + path);
        var launcher = builder.start();
        launcher.getOutputStream().close();
        var victim = (accident.all() ? "-" : "") + launcher.pid();
        write("victim", victim);
        write("signal", accident.signal());
        write("when", accident.when());
        write("delay", String.valueOf(accident.delay()));
        if (!accident.when().equals("at")) {
            write("statement", accident.what());
        }
        var printed = new StringBuilder();
        var struck = false;
        try (var lines = launcher.inputReader()) {
            // Who is left has the pipe, so the end of the launcher is not the end of what is printed.
            while (launcher.isAlive() || lines.ready()) {
                if (!lines.ready()) {
                    Thread.sleep(20);
                    continue;
                }
                var line = lines.readLine();
                printed.append(line).append('\n');
                if (!struck && accident.when().equals("at") && line.contains(accident.what())) {
                    Shell.run("kill", "-" + accident.signal(), "--", victim);
                    struck = true;
                }
            }
        }
        assertThat(mayBeDone || struck || Files.exists(accidents().resolve("happened")))
                .as(accident + "\n" + printed)
                .isTrue();
        if (!accident.leavesSomebody()) {
            Eventually.within(120, "what it had started ends", () -> processesOf(launcher.pid()) == 0);
        }
        return printed.toString();
    }

    private static long processesOf(long group) {
        return ProcessHandle.allProcesses()
                .filter(it -> {
                    try {
                        var fields = Files.readString(Path.of("/proc/" + it.pid() + "/stat"))
                                .replaceFirst("^.*\\) ", "")
                                .split(" ");
                        return !fields[0].equals("Z") && Long.parseLong(fields[2]) == group;
                    } catch (IOException ended) {
                        return false;
                    }
                })
                .count();
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(accidents().resolve(name), text);
    }

    private static Path accidents() {
        return checkout.directory.resolve("accidents");
    }

    private static Path tools() {
        return checkout.directory.resolve("accidental");
    }

    /** Where a client may log in, of the two; what is being copied to the new server is not the client's yet. */
    private static String served(String from, String to) {
        var open =
                "SELECT count(*) FROM pg_database WHERE datname = 'client_1_db' AND datallowconn AND datconnlimit <> 0";
        var moved =
                "SELECT count(*) FROM pg_database WHERE datname = 'client_1_db' AND shobj_description(oid, 'pg_database') LIKE 'moved here %'";
        var old = sql(from, open).equals("1");
        var done = sql(to, moved).equals("1");
        if (old) {
            return done ? "by both" : "by the old server";
        }
        return done ? "by the new server, once its apps are there" : "by none";
    }

    private static void assertServedBy(String server) throws Exception {
        var host = server.equals("postgres") ? server : "postgres-" + server;
        var before = writer.written();
        Eventually.within(
                60,
                "the client writes to " + server,
                () -> writer.written() > before && writer.hasWrittenTo(host).getAsBoolean());
        var acknowledged = new HashSet<>(writer.acknowledged());
        var rows = checkout.succeed("psql", "client-1", "-tAc", "SELECT body FROM note")
                .lines()
                .collect(Collectors.toSet());
        assertThat(acknowledged).hasSizeGreaterThan(10);
        acknowledged.removeAll(rows);
        assertThat(acknowledged).as("lost").isEmpty();
        System.out.printf("  %d writes acknowledged, none lost%n", writer.written());
    }

    private static void assertNothingOfTheCopyIsLeft() {
        for (var server : List.of("postgres", "reports")) {
            assertThat(sql(server, "SELECT count(*) FROM pg_replication_slots")).isEqualTo("0");
            assertThat(sql(server, "SELECT count(*) FROM pg_subscription")).isEqualTo("0");
            assertThat(sql(server, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'move%'"))
                    .isEqualTo("0");
        }
    }

    private static String sql(String server, String query) {
        var container =
                "owndom_%s_%s".formatted(server.equals("postgres") ? server : "postgres-" + server, checkout.stack);
        return Shell.run("docker", "exec", container, "psql", "-U", "postgres", "-tAc", query);
    }

    private static void declareOn(String server) throws IOException {
        checkout.declareWithServers(
                REPORTS,
                "new Client(\"client-1\", client -> client.noFrontend().backend(app -> app.dockerfile(\"apps/client-1/backend/Dockerfile\").sources(\"apps/client-1\", \"packages\")).database(it -> it.withServer(\"%s\").withInit(\"tools/database/clients/client-1/init\")))"
                        .formatted(server));
    }
}
