package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.events.EngineEvent;
import com.pulumi.automation.events.StepEventMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** DNS records of a production estate, kept at a fake Cloudflare, in the order in which they are lived. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DnsE2E {

    private static final Client CLIENT_1 = client("client-1", ClientBuilder::www);
    private static final Client NEWER_1 = client("client-1", client -> client.www()
            .frontend(app -> app(app).release("true").environment("NEWER", "1")));
    private static final Client CLIENT_2 = client("client-2", client -> client);
    private static final Client CLIENT_3 = client("client-3", ClientBuilder::notProxied);
    private static final String RECORD_1 = "A client-1.e2e.localhost 203.0.113.5";
    private static final String WWW_1 = "CNAME www.client-1.e2e.localhost client-1.e2e.localhost";
    private static final String RECORD_2 = "A client-2.e2e.localhost 203.0.113.5";
    private static final String RECORD_3 = "A client-3.e2e.localhost 203.0.113.5";
    private static final int OTHER_RECORDS = 130;

    private static EstateUnderTest estate;
    private static FakeCloudflare api;
    private static FakeZone zone;
    private static String token;

    @BeforeAll
    static void prepare() throws Exception {
        api = new FakeCloudflare();
        zone = api.zone("e2e.localhost");
        token = api.token("keeps-records");
        for (var i = 0; i < OTHER_RECORDS; i++) {
            zone.add("TXT", "note-" + i + ".e2e.localhost", "of somebody else");
        }
        estate = new EstateUnderTest("production", 160);
        estate.set("zones", "{\"e2e.localhost\": \"" + zone.id() + "\"}");
        estate.set("hostIpv4", "203.0.113.5");
        estate.set("dnsTtl", "300");
        estate.set("cloudflare:baseUrl", api.url() + "/");
        use(token);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
        api.close();
    }

    @Test
    @Order(1)
    void aPreviewShowsTheRecordsAndMakesNone() throws Exception {
        assertThat(estate.preview(CLIENT_1))
                .contains("client-1-a/client-1.e2e.localhost")
                .contains("client-1-cname/www.client-1.e2e.localhost");
        assertThat(api.requests()).allMatch(it -> it.method().equals("GET")).hasSizeGreaterThan(1);
        assertThat(records()).isEmpty();
    }

    @Test
    @Order(2)
    void aClientThatDoesNotAnswerGetsNoRecordAndNothingElseIsLost() throws Exception {
        var silent = client("client-1", client -> client.www().frontend(app -> app(app).health("/nowhere")));
        assertThat(estate.unansweredUp(silent)).contains("client-1's new frontend never answered");
        assertThat(records()).isEmpty();
    }

    @Test
    @Order(3)
    void recordsAppearOnceItAnswersHoweverOftenCloudflareSaysToWait() throws Exception {
        api.throttle("POST", 2, 1);
        var order = order(estate.eventsOfUp(CLIENT_1));
        assertThat(records()).containsExactly(RECORD_1, WWW_1);
        assertThat(position(order, "did CREATE.* publish"))
                .isLessThan(position(order, "will CREATE client-1-a/client-1.e2e.localhost"));
        var record = zone.record("A", "client-1.e2e.localhost").orElseThrow();
        assertThat(record.get("proxied").getAsBoolean()).isTrue();
        assertThat(record.get("ttl").getAsInt()).isEqualTo(1);
        assertThat(record.get("comment").getAsString()).isEqualTo("managed by e2e/" + estate.name() + " for client-1");
        assertThat(estate.output("dns=")).contains(RECORD_1);
    }

    @Test
    @Order(4)
    void anUpdateWithoutNewRecordsAsksCloudflareNothing() throws Exception {
        api.forgetRequests();
        estate.expectNoChanges(CLIENT_1);
        assertThat(api.requests()).isEmpty();
        estate.expectNoDrift();
    }

    @Test
    @Order(5)
    void whatWasChangedByHandIsSeenAndPutBackThroughErrorsOfTheServer() throws Exception {
        zone.record("A", "client-1.e2e.localhost").orElseThrow().addProperty("content", "198.51.100.9");
        estate.stack().refresh();
        assertThat(estate.preview(CLIENT_1))
                .contains("client-1-a/client-1.e2e.localhost")
                .contains("content");
        api.breakDown("PUT", 2, 502);
        estate.up(CLIENT_1);
        assertThat(records()).containsExactly(RECORD_1, WWW_1);
    }

    @Test
    @Order(6)
    void aRecordOfSomebodyElseIsNotTouchedUntilItIsImported() throws Exception {
        var id = zone.add("A", "client-2.e2e.localhost", "198.51.100.7");
        var message = estate.failedUp(CLIENT_1, CLIENT_2);
        assertThat(message)
                .contains("client-2: A record client-2.e2e.localhost", "198.51.100.7", "nothing was changed");
        assertThat(estate.docker.id("client-2", "frontend")).isEmpty();

        var command =
                Pattern.compile("pulumi import .* " + zone.id() + "/" + id).matcher(message.replaceAll("\\s+", " "));
        assertThat(command.find()).as(message).isTrue();
        shell(command.group());
        assertThat(records()).contains("A client-2.e2e.localhost 198.51.100.7");

        estate.up(CLIENT_1, CLIENT_2);
        assertThat(records()).containsExactly(RECORD_1, RECORD_2, WWW_1);
        assertThat(zone.record("A", "client-2.e2e.localhost")
                        .orElseThrow()
                        .get("id")
                        .getAsString())
                .isEqualTo(id);
        estate.expectNoChanges(CLIENT_1, CLIENT_2);
    }

    @Test
    @Order(7)
    void aTokenWithoutRightsIsNamedAndTheClientServesAlready() throws Exception {
        use(api.readOnlyToken("reads"));
        assertThat(estate.failedUp(NEWER_1, CLIENT_2, CLIENT_3))
                .contains("10000")
                .doesNotContain("Exception");
        assertThat(records()).containsExactly(RECORD_1, RECORD_2, WWW_1);
        for (var client : List.of("client-1", "client-2", "client-3")) {
            assertThat(estate.browser.get(client + ".e2e.localhost", "/").statusCode())
                    .as(client)
                    .isEqualTo(200);
        }
        var newer = published("client-1");
        var released = released("client-1");
        estate.up(estate.only("client-2", NEWER_1, CLIENT_2, CLIENT_3));
        assertThat(published("client-1"))
                .as("after an update of client-2 alone")
                .isEqualTo(newer);
        use(token);
        estate.up(NEWER_1, CLIENT_2, CLIENT_3);
        assertThat(records()).containsExactly(RECORD_1, RECORD_2, RECORD_3, WWW_1);
        assertThat(published("client-1")).isEqualTo(newer);
        assertThat(released("client-1")).as("ran once").isEqualTo(released);
        var record = zone.record("A", "client-3.e2e.localhost").orElseThrow();
        assertThat(record.get("proxied").getAsBoolean()).isFalse();
        assertThat(record.get("ttl").getAsInt()).isEqualTo(300);
    }

    @Test
    @Order(8)
    void aRemovedClientLosesItsRouteThenItsRecordThenItsContainers() throws Exception {
        var order = order(estate.eventsOfUp(CLIENT_1, CLIENT_3));
        assertThat(records()).containsExactly(RECORD_1, RECORD_3, WWW_1);
        var route = position(order, "did CREATE_REPLACEMENT publish");
        var recordBegins = position(order, "will DELETE client-2-a/client-2.e2e.localhost");
        var recordIsGone = position(order, "did DELETE client-2-a/client-2.e2e.localhost");
        var containers = position(order, "will DELETE client-2-frontend");
        assertThat(List.of(route, recordBegins, recordIsGone, containers)).isSorted();
    }

    @Test
    @Order(9)
    void theTokenStandsNowhereInPlain() throws Exception {
        try (var state = Files.walk(estate.directory())) {
            for (var file : state.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(token);
            }
        }
        var ids = Shell.run("docker", "ps", "--all", "--quiet", "--filter", "label=com.owndom.stack=" + estate.name());
        for (var id : ids.lines().toList()) {
            assertThat(Docker.inspect(id, "{{json .}}")).doesNotContain(token);
        }
    }

    @Test
    @Order(10)
    void strictZonesAreSetOnceVisitorsAreServedOverTls() throws Exception {
        estate.set("plainHttp", "false");
        estate.set("strictZones", "true");
        estate.up(CLIENT_1, CLIENT_3);
        assertThat(zone.setting("ssl")).isEqualTo("strict");
        assertThat(zone.setting("min_tls_version")).isEqualTo("1.2");
        assertThat(zone.setting("always_use_https")).isEqualTo("on");
        estate.expectNoChanges(CLIENT_1, CLIENT_3);
    }

    private static Client client(String name, java.util.function.UnaryOperator<ClientBuilder> options) {
        return new Client(name, client -> options.apply(client.noBackend().frontend(DnsE2E::app)));
    }

    private static com.owndom.hosting.app.AppBuilder app(com.owndom.hosting.app.AppBuilder app) {
        return app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages");
    }

    private static void use(String apiToken) throws Exception {
        estate.stack().setConfig("cloudflare:apiToken", new ConfigValue(apiToken, true));
    }

    /** What the proxy knows of a client's apps. */
    private static String published(String client) throws Exception {
        return Shell.run(
                "docker",
                "exec",
                "e2e_proxy_" + estate.name(),
                "cat",
                "/etc/nginx/estate/current/sites/" + client + ".apps");
    }

    /** The container that its release command ran in. */
    private static String released(String client) {
        var stack = "label=com.owndom.stack=" + estate.name();
        var release = List.of("label=com.owndom.client=" + client, "label=com.owndom.app=release");
        var id = Shell.run(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--filter",
                stack,
                "--filter",
                release.get(0),
                "--filter",
                release.get(1));
        assertThat(id).hasSize(12);
        return id;
    }

    /** The zone's records but those of somebody else that stay in the background. */
    private static List<String> records() {
        return zone.records().stream().filter(it -> !it.startsWith("TXT ")).toList();
    }

    /** Runs what a person would have copied, where the estate's settings are. */
    private static void shell(String command) throws Exception {
        var directory = estate.directory();
        var project = "name: owndom\nruntime: {name: java, options: {binary: %s}}\n";
        var jar = Path.of("target/owndom.jar").toAbsolutePath();
        Files.writeString(directory.resolve("Pulumi.yaml"), project.formatted(jar));
        var script = "cd '%1$s' && PULUMI_BACKEND_URL='file://%1$s/state' PULUMI_CONFIG_PASSPHRASE='a passphrase' %2$s";
        Shell.run("sh", "-c", script.formatted(directory, command));
    }

    /** What the engine was going to do and did, as {@code will DELETE client-2-frontend}. */
    private static List<String> order(List<EngineEvent> events) {
        var order = new ArrayList<String>();
        for (var event : events) {
            if (event.resourcePreEvent() != null) {
                order.add("will " + step(event.resourcePreEvent().metadata()));
            } else if (event.resourceOutputsEvent() != null) {
                order.add("did " + step(event.resourceOutputsEvent().metadata()));
            }
        }
        return order;
    }

    private static String step(StepEventMetadata step) {
        return step.op().name() + " " + step.urn().replaceAll(".*::", "");
    }

    private static int position(List<String> order, String step) {
        for (var i = 0; i < order.size(); i++) {
            if (order.get(i).matches(step)) {
                return i;
            }
        }
        throw new AssertionError("no " + step + " in " + order);
    }
}
