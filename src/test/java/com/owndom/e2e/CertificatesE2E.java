package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.network.SubnetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The life of an estate's certificates, from a real ACME authority that really validates. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CertificatesE2E {

    private static final String DOMAIN = "agency.example";
    private static final String GATEWAY =
            new SubnetPlan("10.150.0.0/16").certificates().replace(".16/28", ".17");
    private static final Client WILD = client("wild", "wild." + DOMAIN);
    private static final Client BAKERY = client("bakery", "bakery.test");
    private static final Client OWN = client("own", "own.test");
    private static final Client SHOP = client("shop", "shop.test");
    private static final Path OWN_FILES = Path.of("certificates/own.test");

    private static FakeCloudflare cloudflare;
    private static FakeZone zone;
    private static FakeDns dns;
    private static EstateUnderTest estate;
    private static Pebble pebble;
    private static String token;

    @BeforeAll
    static void bringUp() throws Exception {
        cloudflare = new FakeCloudflare();
        zone = cloudflare.zone(DOMAIN);
        token = cloudflare.token("certificates");
        dns = new FakeDns(zone);
        estate = new EstateUnderTest("production", 150);
        pebble = new Pebble(GATEWAY, estate.httpPort);
        estate.set("plainHttp", "false");
        estate.set("domain", DOMAIN);
        estate.set("acmeEmail", "hostmaster@agency.example");
        estate.set("acmeServer", pebble.url());
        estate.set("acmeRoots", pebble.roots());
        estate.set("acmeResolvers", GATEWAY + ":" + dns.port());
        estate.set("cloudflareUrl", "http://" + GATEWAY + ":" + cloudflare.port() + "/client/v4");
        estate.setSecret("certificateToken", token);
        estate.up(WILD);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
        pebble.close();
        dns.close();
        cloudflare.close();
        Shell.run("rm", "--recursive", "--force", OWN_FILES.toString());
        Shell.run("rmdir", "--ignore-fail-on-non-empty", OWN_FILES.getParent().toString());
    }

    @Test
    @Order(1)
    void anEstateComesUpBeforeItsCertificatesAndSaysSo() {
        assertThat(served("wild." + DOMAIN)).contains("CN=stand-in");
        assertThat(status(DOMAIN)).contains("\tyellow\tstand-in\t", "not obtained yet");
        Eventually.within(60, "the first attempt ends", () -> status(DOMAIN).contains("1 failed"));
        assertThat(status(DOMAIN)).contains("\tyellow\tstand-in\t", pebble.url());
    }

    @Test
    @Order(2)
    void theDomainsWildcardIsProvedByDns() throws IOException {
        pebble.start(dns.port());
        certificates("renew", DOMAIN);
        Eventually.within(
                20, "the proxy serves it", () -> served("wild." + DOMAIN).contains("Pebble"));
        assertThat(served("wild." + DOMAIN)).contains("DNS:agency.example, DNS:*.agency.example");
        assertThat(status(DOMAIN)).contains("\tgreen\tPebble");
        assertThat(cloudflare.requests()).anyMatch(it -> it.body().contains("_acme-challenge"));
        assertThat(zone.records()).isEmpty();
    }

    @Test
    @Order(3)
    void aClientsOwnDomainIsProvedByHttpAndNothingThatServesIsRestarted() throws Exception {
        var before = estate.docker.lives();
        var wildcard = serial("wild." + DOMAIN);
        ownFiles("own.test");
        estate.set("certificates", "{\"own.test\": \"files\", \"shop.test\": \"origin\"}");
        estate.up(WILD, BAKERY, OWN, SHOP);
        Eventually.within(40, "the proxy serves it", () -> served("bakery.test").contains("Pebble"));
        assertThat(served("bakery.test")).contains("DNS:bakery.test");
        Eventually.within(
                20, "its status says so", () -> status("bakery.test").matches("(?s).*\tgreen\tPebble.*\thttp\t.*"));
        before.remove("certificates");
        assertThat(estate.docker.lives()).containsAllEntriesOf(before);
        assertThat(serial("wild." + DOMAIN)).isEqualTo(wildcard);
    }

    @Test
    @Order(4)
    void cloudflaresOriginCaSignsForWhatItProxies() {
        Eventually.within(20, "the proxy serves it", () -> served("shop.test").contains("CN=Fake Origin CA"));
        assertThat(served("shop.test")).contains("DNS:shop.test");
        Eventually.within(20, "its status says so", () -> status("shop.test")
                .matches("(?s).*\tgreen\tFake Origin CA\t.*\torigin\t.*"));
    }

    @Test
    @Order(4)
    void aRenewedCertificateIsServedWithoutARestart() {
        var before = estate.docker.lives();
        var old = serial("bakery.test");
        certificates("renew", "bakery.test");
        Eventually.within(
                20, "the proxy serves the new one", () -> !serial("bakery.test").equals(old));
        assertThat(estate.docker.lives()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void aPersonsOwnFilesAreServedAndTheirKeyIsSeenNowhere() throws Exception {
        assertThat(served("own.test")).contains("CN=my own");
        var key = Files.readAllLines(OWN_FILES.resolve("key.pem")).get(1);
        try (var state = Files.walk(estate.directory().resolve("state"))) {
            for (var file : state.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as("%s", file).doesNotContain(key, token);
            }
        }
    }

    @Test
    @Order(6)
    void filesThatMustNotBeServedStopTheUpdateBeforeItBegins() throws Exception {
        var before = estate.docker.lives();
        var kept = Files.createTempDirectory("kept");
        Shell.run("cp", "--recursive", OWN_FILES + "/.", kept.toString());
        ownFiles("elsewhere.test");
        Shell.run("openssl", "genrsa", "-out", OWN_FILES + "/key.pem", "2048");
        assertThat(estate.failedUp(WILD, BAKERY, OWN, SHOP))
                .contains(
                        "nothing was changed",
                        "certificates.own.test: certificates/own.test/fullchain.pem: is for [elsewhere.test] and not for own.test",
                        "has another key than the one beside it");
        assertThat(estate.docker.lives()).isEqualTo(before);
        // The same as before: other ones would be installed by the next update, which looks after all certificates
        // then.
        Shell.run("cp", "--recursive", kept + "/.", OWN_FILES.toString());
        Shell.run("rm", "--recursive", kept.toString());
    }

    @Test
    @Order(7)
    void theTokenStandsInNoLogLabelCommandOrEnvironment() {
        var containers =
                Shell.run("docker", "ps", "--all", "--quiet", "--filter", "label=com.owndom.stack=" + estate.name());
        for (var container : containers.lines().toList()) {
            assertThat(Docker.inspect(container, "{{json .Config}} {{json .Args}}"))
                    .doesNotContain(token);
            assertThat(Shell.run("docker", "logs", container)).doesNotContain(token);
        }
    }

    @Test
    @Order(7)
    void whatNginxRefusesIsToldAndWhatItHasLoadedStillServes() throws Exception {
        var old = serial("bakery.test");
        var certificate = "/etc/nginx/certificates/bakery.test/fullchain.pem";
        inside("cp " + certificate + " /var/lib/certificates/kept && echo broken >" + certificate
                + " && echo 1 >/etc/nginx/certificates/changed");
        Eventually.within(20, "the proxy says so", () -> Shell.run("docker", "logs", proxy())
                .contains("nginx refuses a changed one"));
        assertThat(serial("bakery.test")).isEqualTo(old);
        assertThat(estate.failedUp(WILD, BAKERY, OWN, SHOP, client("late", "late." + DOMAIN)))
                .contains(
                        "nginx refuses the new configuration of bakery;",
                        "bakery.test/fullchain.pem",
                        "what served before still serves")
                .doesNotContain("Exception", "\tat ");
        assertThat(serial("bakery.test")).isEqualTo(old);
        assertThatThrownBy(() -> estate.browser.get("late." + DOMAIN, "/"))
                .as("its host is unknown")
                .hasCauseInstanceOf(IOException.class);
        var health = Docker.inspect(proxy(), "{{index .Config.Healthcheck.Test 1}}");
        Shell.run("sh", "-c", "! docker exec " + proxy() + " sh -c '" + health + "'");
        inside("mv /var/lib/certificates/kept " + certificate + " && echo 2 >/etc/nginx/certificates/changed");
        Eventually.within(20, "the proxy is well again", () -> Shell.run(
                        "sh", "-c", "docker exec " + proxy() + " sh -c '" + health + "' && echo well || echo ill")
                .equals("well"));
        estate.up(WILD, BAKERY, OWN, SHOP, client("late", "late." + DOMAIN));
        assertThat(served("late." + DOMAIN)).contains("DNS:*.agency.example");
    }

    @Test
    @Order(8)
    void aRenewalThatFailsLeavesTheOldOneAndIsSeen() {
        var old = serial("wild." + DOMAIN);
        cloudflare.breakDown("GET", 100, 500);
        for (var attempt = 0; attempt < 2; attempt++) {
            Shell.run("sh", "-c", "! docker exec " + container() + " " + PROGRAM + " renew " + DOMAIN);
        }
        assertThat(status(DOMAIN))
                .contains("\tred\tPebble", "it cannot be renewed; 2 failed, last: ", "Internal Server Error");
        assertThat(status("bakery.test")).contains("\tgreen\t");
        assertThat(Docker.inspect(container(), "{{join .Config.Healthcheck.Test \" \"}}"))
                .isEqualTo("CMD " + PROGRAM + " health");
        assertThat(Shell.run("sh", "-c", "docker exec " + container() + " " + PROGRAM + " health 2>&1 || echo unwell"))
                .endsWith("unwell");
        assertThat(serial("wild." + DOMAIN)).isEqualTo(old);
    }

    private static final String PROGRAM = "sh /usr/local/lib/certificates/certificates";

    private static Client client(String name, String host) {
        return new Client(name, client -> client.domain(host).noBackend().frontend(app -> app.dockerfile(
                        "apps/client-2/frontend/Dockerfile")
                .sources("apps/client-2")));
    }

    private static void ownFiles(String host) throws IOException {
        Files.createDirectories(OWN_FILES);
        SelfSigned.write("my own", "DNS:" + host, OWN_FILES + "/key.pem", OWN_FILES + "/fullchain.pem");
    }

    private static String container() {
        return "e2e_certificates_" + estate.name();
    }

    private static String proxy() {
        return "e2e_proxy_" + estate.name();
    }

    private static void inside(String script) {
        Shell.run("docker", "exec", container(), "sh", "-c", script);
    }

    private static void certificates(String... command) {
        Shell.run("sh", "-c", "docker exec " + container() + " " + PROGRAM + " " + String.join(" ", command));
    }

    private static String status(String name) {
        return Shell.run("sh", "-c", "docker exec " + container() + " " + PROGRAM + " status")
                .lines()
                .filter(it -> it.startsWith(name + "\t"))
                .findFirst()
                .orElse("");
    }

    /** Issuer, serial number and names of what a visitor of that host gets. */
    private static String served(String host) {
        return Shell.run(
                "sh",
                "-c",
                "openssl s_client -connect 127.0.0.1:%d -servername %s </dev/null 2>/dev/null | openssl x509 -noout -issuer -serial -ext subjectAltName -nameopt RFC2253"
                        .formatted(estate.httpsPort, host));
    }

    private static String serial(String host) {
        return served(host)
                .lines()
                .filter(it -> it.startsWith("serial"))
                .findFirst()
                .orElseThrow();
    }
}
