package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An update that adds and removes clients, and gives one a new version and a new password, is killed at twenty points, spread
 * over all that the engine does. Each time {@code ./hosting up} converges, and neither data nor a request is lost.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineKilledDrill {

    private static final int POINTS = 20;

    /** A line of the engine's progress, as in {@code +  docker:index:Container client-3-backend creating (0s)}. */
    private static final Pattern STEP = Pattern.compile("(creat|updat|delet|replac)(ed|ing).* \\(\\d+(\\.\\d+)?s\\)");

    private static final String LOGINS =
            "SELECT count(*) FROM pg_auth_members WHERE roleid = 'changes'::regrole AND member <> 'postgres'::regrole";

    private static final String STAYS = backend("stays", 101, "1");
    private static final List<String> ONE = List.of(STAYS, backend("changes", 102, "1"), backend("leaves", 103, "1"));
    private static final List<String> OTHER =
            List.of(STAYS, backend("changes", 102, "2"), backend("arrives", 104, "1"));
    private static final List<String> CLIENTS = List.of("stays", "changes", "leaves", "arrives");

    private static Checkout checkout;
    private static Browser browser;
    private static Visitors visitors;
    private static final Map<String, Integer> ROWS = new TreeMap<>();
    private static final int[] STEPS = new int[2];

    @BeforeAll
    static void bringUp() throws Exception {
        checkout = new Checkout();
        var settings = Checkout.production(230);
        browser = new Browser(Integer.parseInt(settings.get("httpPort")));
        checkout.settings(settings);
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        checkout.declare(ONE.toArray(String[]::new));
        checkout.succeed("up", "--yes");
    }

    @AfterAll
    static void remove() throws Exception {
        if (visitors != null) {
            visitors.close();
        }
        checkout.remove();
    }

    /** Without any accident, and how many steps each way takes. */
    @Test
    @Order(1)
    void bothUpdatesSucceedWhenNothingHappens() throws Exception {
        for (var way : new int[] {1, 0}) {
            STEPS[way] = updated(way, Integer.MAX_VALUE, false);
            assertThat(STEPS[way]).as("steps").isGreaterThan(POINTS / 2);
            assertConverged(way);
        }
        visitors = new Visitors(Door.http(browser.port()));
        visitors.of("stays.e2e.localhost");
        visitors.of("changes.e2e.localhost");
    }

    static Stream<Integer> points() {
        return IntStream.rangeClosed(1, POINTS).boxed();
    }

    @ParameterizedTest
    @MethodSource("points")
    @Order(2)
    void aKilledUpdateIsRepairedByTheNext(int point) throws Exception {
        var way = point % 2;
        var steps = Math.max(1, STEPS[way] * point / (POINTS + 1));
        var machine = point % 4 >= 2;
        var before = life("stays-backend", "proxy", "postgres", "firewall");
        updated(way, steps, machine);
        var started = System.nanoTime();
        var repaired = checkout.succeed("up", "--yes");
        System.out.printf(
                "point %d: %s killed at step %d of %d, repaired in %d s%n%s%n",
                point,
                machine ? "all of it" : "the engine",
                steps,
                STEPS[way],
                (System.nanoTime() - started) / 1_000_000_000,
                repaired.lines()
                        .filter(it -> it.startsWith("The last update") || it.startsWith("  "))
                        .limit(6)
                        .toList());
        assertConverged(way);
        assertThat(life("stays-backend", "proxy", "postgres", "firewall")).isEqualTo(before);
    }

    /**
     * But for WebSockets that a worker of before an update still has after twenty minutes: those it ends. And on a busy
     * machine a login may take longer than the two seconds that the apps give it; one that is refused is a failure.
     */
    @Test
    @Order(3)
    void whoStayedHasServedAllTheTimeAlsoWithANewVersionAndPassword() {
        assertThat(visitors.leave())
                .filteredOn(it -> !it.contains("socket") && !it.contains("timeout exceeded when trying to connect"))
                .isEmpty();
        for (var client : new String[] {"stays", "changes"}) {
            assertThat(visitors.served("before", "new", client + ".e2e.localhost"))
                    .isGreaterThan(500);
        }
    }

    /** Updates to one of the two programs, up to the given step; how many steps it took. */
    private static int updated(int way, int steps, boolean machine) throws Exception {
        checkout.declare((way == 1 ? OTHER : ONE).toArray(String[]::new));
        var process = checkout.start("up", "--yes");
        var printed = new ArrayList<String>();
        var seen = 0;
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream()))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (STEP.matcher(line).find() && ++seen == steps) {
                    kill(process.toHandle(), machine);
                }
            }
        }
        var code = process.waitFor();
        if (steps == Integer.MAX_VALUE) {
            assertThat(code).as(String.join("\n", printed)).isZero();
        } else {
            assertThat(code).as("it was killed:\n" + String.join("\n", printed)).isNotZero();
        }
        return seen;
    }

    /** As when the machine runs out of memory, or loses power. */
    private static void kill(ProcessHandle launcher, boolean machine) {
        launcher.descendants()
                .filter(it -> machine
                        || it.info()
                                .command()
                                .filter(c -> c.endsWith("/pulumi"))
                                .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
        if (machine) {
            launcher.destroyForcibly();
        }
    }

    private static void assertConverged(int way) throws Exception {
        checkout.succeed("preview", "--expect-no-changes");
        assertNothingIsLeftOver();
        assertThat(checkout.docker.sql("changes_db", LOGINS))
                .as("logins of changes")
                .isEqualTo("1");
        for (var client : way == 1 ? List.of("stays", "changes", "arrives") : List.of("stays", "changes", "leaves")) {
            assertThat(browser.get(client + ".e2e.localhost", "/api/v1/visits").body())
                    .contains("\"" + client + "_db\"");
            assertKeepsItsRows(client);
        }
        assertThatThrownBy(() -> browser.get((way == 1 ? "leaves" : "arrives") + ".e2e.localhost", "/"))
                .hasCauseInstanceOf(IOException.class);
    }

    private static void assertKeepsItsRows(String client) {
        var rows = Integer.parseInt(checkout.docker.sql(client + "_db", "SELECT count(*) FROM visits"));
        assertThat(rows).as("rows of " + client).isGreaterThanOrEqualTo(ROWS.getOrDefault(client, 0));
        checkout.docker.sql(client + "_db", "INSERT INTO visits DEFAULT VALUES");
        ROWS.put(client, rows + 1);
    }

    /** Docker has no container, network or volume of this stack that the state does not have. */
    private static void assertNothingIsLeftOver() throws Exception {
        var state = checkout.succeed("stack", "export");
        for (var kind : List.of("ps --all --quiet --no-trunc", "network ls --quiet --no-trunc", "volume ls --quiet")) {
            var filter = kind.startsWith("volume")
                    ? "name=_" + checkout.stack + "$"
                    : "label=com.owndom.stack=" + checkout.stack;
            assertThat(Shell.run("sh", "-c", "docker " + kind + " --filter '" + filter + "'")
                            .lines())
                    .as(kind)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(state).contains("\"" + it + "\""));
        }
        assertThat(CLIENTS).containsAll(ROWS.keySet());
    }

    private static Map<String, String> life(String... names) {
        var lives = checkout.docker.lives();
        lives.keySet().retainAll(List.of(names));
        assertThat(lives).hasSize(names.length);
        return lives;
    }

    private static String backend(String name, int number, String version) {
        return """
                new Client("%1$s", client -> client.number(%2$d).noFrontend().apiRate(10_000)
                        .backend(app -> app.dockerfile("apps/client-1/backend/Dockerfile")
                                .sources("apps/client-1", "packages")
                                .environment("VERSION", "%3$s")
                                // Each request logs in, with a password that an update may just be changing.
                                .environment("POOL_USES", "1")
                                .release("node", "--version"))
                        .database(database -> database
                                .withInit("tools/database/clients/client-1/init")
                                .withPasswordGeneration(%3$s)))"""
                .formatted(name, number, version);
    }
}
