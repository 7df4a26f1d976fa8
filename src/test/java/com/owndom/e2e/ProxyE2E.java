package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.job.StackOutputs;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.proxy.PublishedRelease;
import com.owndom.hosting.proxy.PublishedSite;
import com.pulumi.Context;
import com.pulumi.automation.PreviewOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a visitor of a production estate meets at the proxy, over TLS with certificates that stand in. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProxyE2E {

    private static final String HOST = "client-1.e2e.localhost";
    private static final String CLOSED = "client-2.e2e.localhost";
    private static final String HASH =
            "$6$salt$egUxKNxDs8kPfh8iPMNcosMhb2eWah6d3R44JDm5Rj/j/XWR5E33QPd0YmHXoDHOIDR6kL5D3JcQcz0O8FHE00";

    private static final Client CLIENT_1 = new Client("client-1", client -> client.www()
            .alias("bakery.example")
            .redirectFrom("old.example")
            .redirect("shop.example", "https://market.example/bakery"));
    private static final Client CLIENT_2 =
            new Client("client-2", client -> client.noBackend().password());

    /** What every answer has, whoever gives it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Strict-Transport-Security", "max-age=63072000",
            "X-Frame-Options", "deny",
            "X-Content-Type-Options", "nosniff",
            "X-XSS-Protection", "1; mode=block",
            "Referrer-Policy", "strict-origin-when-cross-origin",
            "Permissions-Policy", "browsing-topics=(), hid=(), midi=(), serial=(), usb=()",
            "Server", "nginx");

    private static EstateUnderTest estate;
    private static Curl curl;
    private static String proxy;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 145);
        estate.set("plainHttp", "false");
        estate.setSecret("visitors", "{\"client-2\": {\"anna\": \"" + HASH + "\"}}");
        curl = new Curl(estate.httpPort, estate.httpsPort);
        proxy = "e2e_proxy_" + estate.name();
        estate.up(CLIENT_1, CLIENT_2);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void theNextUpdateKnowsWhatIsPublishedThoughAClientAsksForAPassword() throws Exception {
        var published = new AtomicReference<Optional<PublishedRelease>>();
        var estateBeside = estate.declare(CLIENT_1, CLIENT_2);
        estate.stack()
                .preview(PreviewOptions.builder()
                        .program(context -> {
                            published.set(published(context));
                            estateBeside.accept(context);
                        })
                        .build());
        assertThat(published.get().orElseThrow().sites())
                .extracting(PublishedSite::client)
                .containsExactly("client-1", "client-2");
    }

    @Test
    @Order(1)
    void httpLeadsToHttpsWithWhatWasAskedFor() {
        for (var method : List.of("GET", "POST")) {
            var answer = curl.plain(HOST, "/a%0d%0ab?c=d", "--request", method);
            assertThat(answer.status()).isEqualTo("308");
            assertThat(answer.header("Location"))
                    .containsExactly("https://" + HOST + ":" + estate.httpsPort + "/a%0d%0ab?c=d");
            assertThat(answer.header("Strict-Transport-Security")).containsExactly("max-age=63072000");
        }
    }

    @Test
    @Order(1)
    void anAuthorityFindsItsTokenOverHttp() {
        var directory = "/c/challenge/.well-known/acme-challenge";
        Shell.run(
                "docker",
                "run",
                "--rm",
                "--volume",
                "e2e_certificates_" + estate.name() + ":/c",
                "nginx:1.30",
                "sh",
                "-c",
                "mkdir -p " + directory + " && echo proof >" + directory + "/token");
        for (var host : List.of(HOST, "not-yet.example")) {
            assertThat(curl.plain(host, "/.well-known/acme-challenge/token").body())
                    .isEqualTo("proof");
            assertThat(curl.plain(host, "/.well-known/acme-challenge/other").status())
                    .isEqualTo("404");
        }
    }

    @Test
    @Order(1)
    void visitorsAreServedOverHttp2() {
        var answer = curl.get(HOST, "/", "--http2");
        assertThat(answer.head()).startsWith("http/2 200");
        assertThat(answer.body()).contains("client-1");
        assertThat(curl.get(HOST, "/", "--http1.1").status()).isEqualTo("200");
    }

    @Test
    @Order(1)
    void everyAnswerHasEveryHeaderOnce() {
        var asset = curl.get(HOST, "/").body().replaceAll("(?s).*?(/_next/static/[^\"]+)\".*", "$1");
        var answers = Map.of(
                "page", curl.get(HOST, "/"),
                "static", curl.get(HOST, asset),
                "api", curl.get(HOST, "/api/health"),
                "the app's 404", curl.get(HOST, "/no-such-page"),
                "the proxy's health", curl.get(HOST, "/health"),
                "the proxy's 413",
                        curl.get(HOST, "/", "--http1.1", "--header", "Content-Length: 99999999", "--request", "POST"),
                "the proxy's 401", curl.get(CLOSED, "/"),
                "a redirect", curl.get("old.example", "/"));
        answers.forEach((what, answer) -> HEADERS.forEach((name, value) ->
                assertThat(answer.header(name)).as("%s of %s", name, what).containsExactly(value)));
        assertThat(answers.get("static").header("Cache-Control"))
                .containsExactly("public, max-age=31536000, immutable");
        assertThat(answers.get("the proxy's 413").status()).isEqualTo("413");
        assertThat(answers.get("the app's 404").status()).isEqualTo("404");
    }

    @Test
    @Order(1)
    void anUnknownNameIsRejectedInTheHandshake() {
        assertThatThrownBy(() -> curl.get("nobody.e2e.localhost", "/")).hasMessageContaining("ended with 35");
        assertThatThrownBy(() -> curl.plain("nobody.e2e.localhost", "/")).hasMessageContaining("ended with 52");
    }

    @Test
    @Order(1)
    void anUnknownHostBehindAKnownNameIsRefused() {
        assertThat(curl.get(HOST, "/", "--header", "Host: nobody.example").status())
                .isEqualTo("421");
    }

    @Test
    @Order(1)
    void everyHostOfAClientLeadsWhereItShould() {
        var main = "https://" + HOST + ":" + estate.httpsPort;
        assertThat(curl.get("bakery.example", "/").body()).contains("client-1");
        for (var host : List.of("www." + HOST, "old.example")) {
            var answer = curl.get(host, "/menu?day=1");
            assertThat(answer.status()).isEqualTo("308");
            assertThat(answer.header("Location")).containsExactly(main + "/menu?day=1");
        }
        var fixed = curl.get("shop.example", "/menu?day=1");
        assertThat(fixed.status()).isEqualTo("301");
        assertThat(fixed.header("Location")).containsExactly("https://market.example/bakery");
    }

    @Test
    @Order(1)
    void onlyVisitorsWithAPasswordAreLetIn() {
        assertThat(curl.get(CLOSED, "/").status()).isEqualTo("401");
        assertThat(curl.get(CLOSED, "/", "--user", "anna:wrong").status()).isEqualTo("401");
        var page = curl.get(CLOSED, "/", "--user", "anna:secret");
        assertThat(page.status()).isEqualTo("200");
        assertThat(page.body()).contains("client-2");
        assertThat(curl.get(CLOSED, "/health").status()).isEqualTo("200");
    }

    @Test
    @Order(1)
    void aWebSocketOpensOverTls() {
        assertThat(new Browser(estate.httpsPort).echoOverTls(HOST, "/api/ws", "over TLS"))
                .isEqualTo("over TLS");
    }

    @Test
    @Order(1)
    void nobodyIsBelievedWhenHeSaysForWhomHeAsks() {
        curl.get(
                HOST,
                "/?from=stranger",
                "--header",
                "CF-Connecting-IP: 192.0.2.7",
                "--header",
                "X-Forwarded-For: 192.0.2.7");
        assertThat(logLine("from=stranger")).doesNotContain("192.0.2.7");
    }

    @Test
    @Order(1)
    void tlsHasNoWeakness() {
        Sslscan.of(estate.httpsPort, HOST).assertSound();
        var handshake = Shell.run(
                "docker",
                "exec",
                proxy,
                "sh",
                "-c",
                "openssl s_client -connect 127.0.0.1:443 -servername " + HOST + " </dev/null 2>&1");
        assertThat(handshake).contains("TLSv1.3", "X25519MLKEM768");
    }

    @Test
    @Order(1)
    void theConfigurationHasNoFinding() throws Exception {
        var configuration = Shell.run("docker", "exec", proxy, "sh", "-c", "nginx -T 2>/dev/null");
        assertThat(Gixy.findings(configuration)).isEmpty();
        assertThat(Gixy.findings(configuration.replace("$request_uri;", "$uri;")))
                .contains("http_splitting");
    }

    @Test
    @Order(2)
    void aClientIsClosedAndOpenedWithoutTouchingAContainer() throws Exception {
        var before = estate.docker.lives();
        estate.set("maintenance", "{\"client-1\": \"Back at <noon>.\"}");
        estate.up(CLIENT_1, CLIENT_2);
        for (var path : List.of("/", "/api/v1/visits")) {
            var closed = curl.get(HOST, path, "--request", "POST");
            assertThat(closed.status()).isEqualTo("503");
            assertThat(closed.header("Retry-After")).containsExactly("60");
            assertThat(closed.header("Content-Type")).containsExactly("text/html");
            assertThat(closed.body()).contains("Back at &lt;noon&gt;.");
            HEADERS.forEach((name, value) -> assertThat(closed.header(name)).containsExactly(value));
        }
        assertThat(curl.get(CLOSED, "/", "--user", "anna:secret").status()).isEqualTo("200");

        estate.set("maintenance", "{}");
        estate.set("behindCloudflare", "true");
        estate.set("cloudflareOnly", "true");
        estate.up(CLIENT_1, CLIENT_2);
        assertThat(estate.docker.lives()).isEqualTo(before);
    }

    /** After the last test, with the settings that it left. */
    @Test
    @Order(3)
    void behindCloudflareOnlyItIsAnsweredAndBelieved() {
        assertThatThrownBy(() ->
                        curl.get(HOST, "/?from=elsewhere", "--http1.1", "--header", "CF-Connecting-IP: 192.0.2.7"))
                .hasMessageContaining("ended with 52");
        assertThat(logLine("from=elsewhere")).contains(" 444 ").doesNotContain("192.0.2.7");
        var answer = Peer.ask(proxy, "173.245.48.9", HOST, "/?from=cloudflare", "CF-Connecting-IP: 192.0.2.7");
        assertThat(answer).contains("200 OK", "client-1");
        assertThat(logLine("from=cloudflare")).startsWith("192.0.2.7 " + HOST).contains(" 200 ");
        assertThatThrownBy(() -> Peer.ask(proxy, "198.51.100.9", HOST, "/", "CF-Connecting-IP: 192.0.2.7"))
                .isInstanceOf(AssertionError.class);
        assertThat(curl.plain(HOST, "/.well-known/acme-challenge/token").body()).isEqualTo("proof");
    }

    @Test
    @Order(4)
    void anAppThatIsDownHasAPageToo() {
        var app = estate.docker.id("client-1", "frontend");
        Shell.run("docker", "stop", "--time", "1", app);
        var answer = Peer.ask(proxy, "173.245.48.9", HOST, "/", "CF-Connecting-IP: 192.0.2.7");
        assertThat(answer).contains("503 Service", "Back soon", "Retry-After: 60", "X-Frame-Options: DENY");
    }

    /** Written once the answer is sent, and shown by Docker a moment later. */
    private static String logLine(String request) {
        Eventually.within(10, "a line of the log on " + request, () -> logLines(request)
                .findFirst()
                .isPresent());
        return logLines(request).findFirst().orElseThrow();
    }

    private static Stream<String> logLines(String request) {
        return Shell.run("docker", "logs", proxy).lines().filter(it -> it.contains(request));
    }

    private static Optional<PublishedRelease> published(Context context) {
        return PublishedRelease.in(StackResources.of(context, StackOutputs.of(context), PublishedRelease::isShownBy));
    }
}
