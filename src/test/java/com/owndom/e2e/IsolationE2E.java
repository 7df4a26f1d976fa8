package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who reaches whom: tried from every container of every client, and from the servers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IsolationE2E {

    private static final Client[] TWO = {new Client("client-1"), new Client("client-2")};
    private static final Client[] THREE = {TWO[0], TWO[1], likeClient1("client-3")};

    private static EstateUnderTest estate;
    private static Surroundings surroundings;
    private static String chain;
    private static Map<String, Member> members;

    @BeforeAll
    static void bringUp() throws Exception {
        surroundings = new Surroundings();
        estate = new EstateUnderTest("production", 140);
        estate.set("httpAddress", "0.0.0.0");
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
        assertThat(before).containsKeys("firewall", "proxy", "postgres", "client-1-backend", "client-2-frontend");
        estate.up(THREE);
        assertThat(estate.docker.lives()).containsAllEntriesOf(before).containsKey("client-3-backend");
        members = members();
    }

    @Test
    @Order(2)
    void nothingIsReachedButWhatMustBe() {
        var wrong = new ConcurrentSkipListSet<String>();
        inParallel(members.values(), from -> {
            var targets = new TreeMap<String, String>();
            members.values().forEach(to -> targets.putAll(to.targets()));
            targets.putAll(surroundings.targets(estate));
            Reach.from(from.name(), List.copyOf(targets.keySet())).forEach((address, outcome) -> {
                var what = targets.get(address);
                if (Reach.arrived(outcome) != mayReach(from.role(), what)) {
                    wrong.add("%s -> %s at %s: %s".formatted(from.role(), what, address, outcome));
                }
            });
        });
        assertThat(wrong).as("reached and may not be, or the other way round").isEmpty();
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
                || from.endsWith("-backend") && what.matches("postgres (by name|in data)")
                || from.equals("proxy") && what.matches(".*end (by name|in edge)|the published port|outside");
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
        estate.expectNoChanges(THREE);
    }

    @Test
    @Order(4)
    void rulesThatVanishAreBack() throws Exception {
        var before = rules();
        assertThat(before).hasSizeGreaterThan(20);
        assertThat(flush()).isEqualTo("4");
        for (var attempt = 0; attempt < 100 && !rules().equals(before); attempt++) {
            Thread.sleep(200);
        }
        assertThat(rules()).isEqualTo(before);
        assertServes();
    }

    @Test
    @Order(5)
    void withoutThemEverythingIsClosed() {
        Shell.run("docker", "stop", firewall());
        assertServes();
        flush();
        var client2 = members.get("client-2-frontend").targets().keySet();
        assertThat(Reach.from(members.get("client-1-frontend").name(), List.copyOf(client2)))
                .allSatisfy((address, outcome) -> assertThat(outcome).isNotIn("open", "refused"));
        assertThat(estate.browser.get("client-1.e2e.localhost", "/").statusCode())
                .isBetween(502, 504);
        Shell.run("docker", "start", firewall());
        assertServes();
    }

    @Test
    @Order(6)
    void aPoolThatTheHostHasIsRefusedBeforeAnything() throws Exception {
        var before = estate.docker.lives();
        estate.set("subnetPool", surroundings.pool());
        assertThat(estate.failedUp(THREE))
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

    private static void assertServes() {
        for (var client : List.of("client-1", "client-2", "client-3")) {
            var host = client + ".e2e.localhost";
            assertThat(estate.browser.get(host, "/api/v1/visits").body()).contains(client.replace('-', '_') + "_db");
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

    private static Client likeClient1(String name) {
        return new Client(name, client -> client.frontend(app ->
                        app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages"))
                .backend(app ->
                        app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages"))
                .database(database -> database.withInit("tools/database/clients/client-1/init")));
    }
}
