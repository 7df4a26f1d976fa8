package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who reaches whom: tried from every container of every client, and from the servers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IsolationE2E {

    private static final Client[] TWO = {new Client("client-1"), likeClient1("client-2", app -> app)};
    private static final String ECHO =
            "const it = require('dgram').createSocket('udp4'); it.on('message', (text, from) => it.send(text, from.port, from.address)); it.bind(9999)";

    /** It runs nothing of a client's, and is kept from all of them, but not from the host. */
    private static final Set<String> CERTIFICATES = Set.of("outside", "the published port", "a service of the host");

    private static final int KNOCKING_SECONDS = 15;

    private static final Set<String> DATABASES = Set.of("postgres", "pgbouncer", "backups");

    private static Client[] three;
    private static EstateUnderTest estate;
    private static Door door;
    private static Surroundings surroundings;
    private static String chain;
    private static Map<String, Member> members;

    @BeforeAll
    static void bringUp() throws Exception {
        surroundings = new Surroundings();
        estate = new EstateUnderTest("production", 140);
        estate.set("httpAddress", "0.0.0.0");
        estate.set("plainHttp", "false");
        // Nobody answers there: the container that gets certificates is enough.
        estate.set("acmeEmail", "hostmaster@e2e.localhost");
        estate.set("acmeServer", "https://127.0.0.1:9/directory");
        estate.setSecret("certificateToken", "nobody-knows-it");
        estate.set("pooling", "{\"postgres\": \"transaction\"}");
        estate.set("backups", "true");
        door = Door.https(estate.httpsPort);
        estate.up(TWO);
        chain = Docker.inspect(firewall(), "{{index .Args 3}}");
    }

    @AfterAll
    static void remove() throws Exception {
        surroundings.close();
        estate.remove();
    }

    @Test
    @Order(1)
    void addingAClientRestartsNothing() throws Exception {
        var before = estate.docker.lives();
        assertThat(before)
                .containsKeys("firewall", "proxy", "postgres", "pgbouncer", "certificates")
                .containsKeys("client-1-backend", "client-2-frontend");
        var targets = targets(members().values());
        three = new Client[] {
            TWO[0], TWO[1], likeClient1("client-3", app -> app.release(Reach.command(targets.keySet())))
        };
        estate.up(three);
        // It is told whose backups to make.
        before.remove("backups");
        assertThat(estate.docker.lives()).containsAllEntriesOf(before).containsKey("client-3-backend");
        members = members();
        assertThat(wrong("client-3-backend", targets, Reach.outcomes(Shell.run("docker", "logs", release()))))
                .as("reached by its release command and may not be, or the other way round")
                .isEmpty();
    }

    private static String release() {
        return Shell.run(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=com.owndom.stack=" + estate.name(),
                "--filter",
                "label=com.owndom.app=release");
    }

    private static Map<String, String> targets(Collection<Member> members) {
        var targets = new TreeMap<String, String>();
        members.forEach(to -> targets.putAll(to.targets()));
        targets.putAll(surroundings.targets(estate));
        return targets;
    }

    @Test
    @Order(2)
    void nothingIsReachedButWhatMustBe() {
        var wrong = new ConcurrentSkipListSet<String>();
        var targets = targets(members.values());
        inParallel(
                members.values(),
                from -> wrong.addAll(wrong(from.role(), targets, Reach.from(from, targets.keySet()))));
        assertThat(wrong).as("reached and may not be, or the other way round").isEmpty();
    }

    /** What is not as it has to be, of all that somebody tried. */
    private static List<String> wrong(String from, Map<String, String> targets, Map<String, String> outcomes) {
        assertThat(outcomes.keySet()).as(from).isEqualTo(targets.keySet());
        return outcomes.entrySet().stream()
                .filter(it -> Reach.arrived(it.getValue()) != mayReach(from, targets.get(it.getKey())))
                .map(it -> "%s -> %s at %s: %s".formatted(from, targets.get(it.getKey()), it.getKey(), it.getValue()))
                .toList();
    }

    @Test
    @Order(2)
    void overUdpNobodyReachesAnotherClientOrTheHost() throws Exception {
        var there = members.get("client-3-backend");
        Shell.run("docker", "exec", "--detach", there.name(), "node", "--eval", ECHO);
        var addresses = there.targets().keySet().stream()
                .map(it -> it.replaceFirst(":.*", ":9999"))
                .collect(Collectors.toCollection(TreeSet::new));
        var own = members.get("client-3-frontend");
        Eventually.within(10, "its own frontend is answered", () -> !Reach.answering(own, addresses)
                .isEmpty());
        try (var host = new DatagramSocket()) {
            host.setSoTimeout(500);
            var hosts = surroundings.addressesOfTheHost(host.getLocalPort());
            addresses.addAll(hosts);
            for (var from : List.of("client-1-frontend", "client-1-backend")) {
                assertThat(Reach.answering(members.get(from), addresses))
                        .as(from)
                        .isEmpty();
            }
            assertThatThrownBy(() -> host.receive(new DatagramPacket(new byte[9], 9)))
                    .as("what arrived at the host")
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    /** Docker takes its own rules away for a moment then. */
    @Test
    @Order(2)
    void nothingIsReachedWhileDockerMakesAndRemovesNetworks() {
        var knocking = CompletableFuture.supplyAsync(() -> Reach.knocking(
                members.get("client-2-backend"), inEdge(members.get("client-1-frontend")), KNOCKING_SECONDS));
        var other = CompletableFuture.runAsync(() -> makeAndRemove("other_" + estate.name(), knocking));
        makeAndRemove("one_" + estate.name(), knocking);
        other.join();
        var counts = knocking.join();
        assertThat(counts[1]).as("knocked").isGreaterThan(1000);
        assertThat(counts[0]).as("let in").isZero();
    }

    private static void makeAndRemove(String network, CompletableFuture<?> until) {
        while (!until.isDone()) {
            Shell.run("docker", "network", "create", network);
            Shell.run("docker", "network", "rm", network);
        }
    }

    private static String inEdge(Member member) {
        return member.targets().entrySet().stream()
                .filter(it -> it.getValue().endsWith("in edge"))
                .findAny()
                .orElseThrow()
                .getKey();
    }

    /** Four at a time, whatever the number of cores: nearly all of it is waiting for what does not answer. */
    private static void inParallel(Collection<Member> members, Consumer<Member> probe) {
        var pool = new ForkJoinPool(4);
        pool.submit(() -> members.parallelStream().forEach(probe)).join();
        pool.shutdown();
    }

    /** The whole of what is allowed. */
    private static boolean mayReach(String from, String what) {
        var client = from.replaceFirst("-(front|back)end$", "");
        var isApp = !client.equals(from);
        return what.startsWith(from + " ")
                || isApp && Set.of("the published port", "outside").contains(what)
                || isApp && what.matches(client + "-(front|back)end (by name|in its client's network)")
                || (from.endsWith("-backend") || DATABASES.contains(from))
                        && what.matches("(postgres|pgbouncer) (by name|in data)")
                || from.equals("proxy") && what.matches(".*end (by name|in edge)|the published port|outside")
                || from.equals("certificates") && CERTIFICATES.contains(what);
    }

    @Test
    @Order(2)
    void nobodyHasAnAddressThatTheFilterDoesNotKnow() {
        members.values().forEach(it -> assertThat(Shell.run("docker", "exec", it.name(), "cat", "/proc/net/if_inet6"))
                .as("IPv6 of %s", it.role())
                .doesNotContain("eth"));
    }

    @Test
    @Order(2)
    void aRoleReachesNoDatabaseButItsOwn() {
        var databases = new Databases(estate.postgresPort);
        for (var client : List.of("client-1", "client-2", "client-3")) {
            var url = Docker.environment(estate.docker.id(client, "backend"), "DATABASE_URL");
            for (var other : List.of("client_1_db", "client_2_db", "client_3_db", "postgres", "template1")) {
                if (!url.endsWith("/" + other)) {
                    assertThatThrownBy(() -> databases.connect(url, other))
                            .as("%s to %s", client, other)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("permission denied for database");
                }
            }
        }
    }

    @Test
    @Order(3)
    void aSecondUpdateAndARefreshFindNothingToDo() throws Exception {
        estate.expectNoDrift();
        estate.expectNoChanges(three);
    }

    @Test
    @Order(4)
    void rulesThatVanishAreBack() throws Exception {
        var before = rules();
        assertThat(before).hasSizeGreaterThan(20);
        assertThat(flush()).isEqualTo("5");
        for (var attempt = 0; attempt < 100 && !rules().equals(before); attempt++) {
            Thread.sleep(200);
        }
        assertThat(rules()).isEqualTo(before);
        assertServes();
    }

    @Test
    @Order(5)
    void withoutThemEverythingIsClosed() throws Exception {
        Shell.run("docker", "stop", firewall());
        assertServes();
        flush();
        var client2 = members.get("client-2-frontend").targets().keySet();
        assertThat(Reach.from(members.get("client-1-frontend"), client2))
                .allSatisfy((address, outcome) -> assertThat(outcome).isNotIn("open", "refused"));
        assertThat(door.get("client-1.e2e.localhost", "/").status()).isBetween(502, 504);
        Shell.run("docker", "start", firewall());
        assertServes();
    }

    @Test
    @Order(6)
    void aPoolThatTheHostHasIsRefusedBeforeAnything() throws Exception {
        var before = estate.docker.lives();
        estate.set("subnetPool", surroundings.pool());
        assertThat(estate.failedUp(three))
                .contains("nothing was changed", "overlaps a route of the Docker host")
                .contains("the Docker network " + surroundings.network(), "pulumi config set subnetPool 10.")
                .doesNotContain("Exception");
        assertThat(estate.docker.lives()).isEqualTo(before);
    }

    @Test
    @Order(7)
    void theRulesGoWithTheEstate() {
        estate.docker.removeAll();
        assertThat(rules()).isEmpty();
    }

    private static void assertServes() throws IOException {
        for (var client : List.of("client-1", "client-2", "client-3")) {
            var host = client + ".e2e.localhost";
            assertThat(door.get(host, "/api/v1/visits").body()).contains(client.replace('-', '_') + "_db");
        }
    }

    private static Map<String, Member> members() {
        var members = new TreeMap<String, Member>();
        estate.docker.lives().keySet().stream()
                .filter(it -> !it.equals("firewall"))
                .forEach(it -> members.put(it, Member.of(it, estate)));
        assertThat(members.keySet()).hasSizeGreaterThanOrEqualTo(8);
        return members;
    }

    private static String firewall() {
        return "e2e_firewall_" + estate.name();
    }

    /** Empties the estate's own chains; returns how many lines of the packet filter still name them. */
    private static String flush() {
        return Surroundings.filter(
                "iptables -F %1$s; iptables -F %1$s-HOST; iptables -S | grep -c %1$s".formatted(chain));
    }

    /** What the host's packet filter has of this estate. */
    private static List<String> rules() {
        return Surroundings.filter("iptables -S")
                .lines()
                .filter(it -> it.contains(chain))
                .toList();
    }

    private static Client likeClient1(String name, UnaryOperator<AppBuilder> further) {
        return new Client(name, client -> client.frontend(app ->
                        app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages"))
                .backend(app -> further.apply(
                        app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages")))
                .database(database -> database.withInit("tools/database/clients/client-1/init")));
    }
}
