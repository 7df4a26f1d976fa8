package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.settings.ReadSettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of an estate, with the whole message a person reads. */
class EstateChecksTest {

    private static final String LABEL =
            "a name is a DNS label: lower-case letters, digits and inner hyphens, a letter first, at most 49";

    @TempDir
    private Path root;

    private Project project;
    private TestSettings settings;

    @BeforeEach
    void writeProject() {
        project = new Project(root).clients("client-1", "client-2");
        settings = project.production();
    }

    @Test
    void aConventionalEstateHasNoProblem() {
        assertThat(problems(new Client("client-1"), new Client("client-2"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Bakery,bakery", "client_1,client-1", "1st,st", "bäckerei,b-ckerei", "a b,a-b", "42,client-1"})
    void aNameIsALabel(String name, String suggestion) {
        assertThat(problems(published(name)))
                .contains(name + ": name \"" + name + "\": " + LABEL + "; write \"" + suggestion + "\"");
    }

    @Test
    void aReservedNameIsRefused() {
        assertThat(problems(published("postgres")))
                .containsExactly("postgres: name \"postgres\": is reserved; write \"postgres-client\"");
    }

    @Test
    void theEstatesNameIsALabelToo() {
        assertThat(problems("Own Dom", published("client-1")))
                .containsExactly("Own Dom: estate name: a name is a DNS label; write \"owndom\"");
    }

    @Test
    void aNameIsThereOnce() {
        assertThat(problems(published("client-1"), published("client-1")))
                .contains(
                        "client-1, client-1: \"client_1\": names must differ after hyphens become underscores; rename one of them");
    }

    @Test
    void dataBelongToOneClient() {
        var shop = new Client("shop", client -> client.formerly("client-1")
                .frontend(app -> app.image("shop:1"))
                .backend(app -> app.image("shop:1")));
        assertThat(problems(published("client-1"), shop))
                .contains(
                        "client-1, shop: data of \"client-1\": data belong to one client, under the name that they got first; "
                                + "give the new client another name, or remove one formerly(…)");
    }

    @Test
    void aFormerNameIsAName() {
        assertThat(problems(new Client("shop", client -> client.formerly("Client_1"))))
                .contains(
                        "shop: former name \"Client_1\": no client can have been called so; write the name it had, like formerly(\"client-1\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-1-login", "client-1-frontend", "client-1-backend-release", "client-1-uploads"})
    void aNameIsNoPartOfAnother(String name) {
        var client =
                published("client-1", it -> it.backend(app -> app.image("api:1").volume("uploads", "/data")));
        assertThat(problems(published(name), client))
                .containsExactly("%1$s: name \"%1$s\": is what a part of another client is called; rename one of them"
                        .formatted(name));
    }

    @Test
    void aHostLeadsToOneClient() {
        assertThat(problems(published("client-1"), published("client-2", it -> it.domain("client-1.owndom.com"))))
                .containsExactly(
                        "client-1, client-2: host client-1.owndom.com: a host leads to one client, in one way; give one of them another domain");
    }

    @Test
    void everyKindOfHostLeadsToOneClientInOneWay() {
        assertThat(problems(
                        published(
                                "client-1",
                                it -> it.www().alias("bakery.example").redirectFrom("bakery.example")),
                        published("client-2", it -> it.redirect("www.client-1.owndom.com", "https://example.com"))))
                .containsExactly(
                        "client-1: host bakery.example: a host leads to one client, in one way; give one of them another domain",
                        "client-1, client-2: host www.client-1.owndom.com: a host leads to one client, in one way; give one of them another domain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Old.example", "old", "x; } server {"})
    void everyFurtherHostIsADomain(String domain) {
        assertThat(problems(published(
                        "client-1",
                        it -> it.alias(domain).redirectFrom(domain).redirect(domain, "https://example.com"))))
                .anyMatch(it -> it.startsWith("client-1: alias \"" + domain + "\": is not a domain name"))
                .anyMatch(it -> it.startsWith("client-1: redirectFrom \"" + domain + "\": is not a domain name"))
                .anyMatch(it -> it.startsWith("client-1: redirect \"" + domain + "\": is not a domain name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "ftp://a.example",
                "https://a.example/$host",
                "https://a.example/\"; }",
                "https://a.example/a b",
                "https://a.example/\r\nSet-Cookie: a=b",
                "https://"
            })
    void aRedirectLeadsToAnAddress(String address) {
        assertThat(problems(published("client-1", it -> it.redirect("old.example", address))))
                .containsExactly(
                        "client-1: redirect to \"" + address
                                + "\": an address begins with https:// or http://, its host is in lower case, and it has no space, quote, semicolon or dollar; write one like \"https://elsewhere.example/news\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.example", "http://a.example:8080/b/?c=d&e=%20#f"})
    void anAddressIsOne(String address) {
        assertThat(problems(published("client-1", it -> it.redirect("old.example", address))))
                .isEmpty();
    }

    @Test
    void thereIsOneApex() {
        assertThat(problems(published("client-1", ClientBuilder::apex), published("client-2", ClientBuilder::apex)))
                .contains(
                        "client-1, client-2: host owndom.com: a host leads to one client, in one way; give one of them another domain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bakery.example", "bakery", "a b.example", "x; } server {", "http://bakery.example"})
    void aDomainIsADomain(String domain) {
        assertThat(problems(published("client-1", it -> it.domain(domain))))
                .containsExactly("client-1: domain \"" + domain
                        + "\": is not a domain name in lower case; write one like \"bakery.example\"");
    }

    /** Two names whose derived numbers are the same. */
    @Test
    void aNumberBelongsToOneClient() {
        assertThat(problems(published("shop-av"), published("shop-ce")))
                .containsExactly(
                        "shop-av, shop-ce: number 535: a number gives ports and subnet to one client; write number(100) for shop-ce");
    }

    @Test
    void theSuggestedNumberIsFree() {
        var suggested = published("shop-ce", it -> it.number(100));
        assertThat(problems(published("shop-av"), suggested)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1000})
    void aNumberIsInItsRange(int number) {
        assertThat(problems(published("client-1", it -> it.number(number))))
                .containsExactly("client-1: number " + number
                        + ": a number is between 1 and 999; leave it out, or choose one in that range");
    }

    @Test
    void theApexHasNoOtherNumber() {
        assertThat(problems(published("portfolio", it -> it.apex().number(5))))
                .containsExactly("portfolio: number 5: the client at the apex has number 0; leave number(5) out");
    }

    @Test
    void aClientHasAnApp() {
        assertThat(problems(new Client("client-1", it -> it.noFrontend().noBackend())))
                .containsExactly(
                        "client-1: no frontend and no backend: a client has at least one app; remove noFrontend() or noBackend(), or the client");
    }

    @Test
    void limitsAreWhatNginxAndPostgresqlTake() {
        assertThat(problems(published(
                        "client-1",
                        it -> it.uploadLimit("10 MB").apiRate(0).database(db -> db.withConnectionLimit(0)))))
                .containsExactly(
                        "client-1: upload limit \"10 MB\": nginx writes a size as 10m or 1g; write uploadLimit(\"10m\")",
                        "client-1: rates of 0 and 50 requests a second: a rate is at least 1; raise it, or leave it out",
                        "client-1: connection limit 0: a role needs at least 1 connection; leave it out for 10");
    }

    @Test
    void anImageIsPinnedOutsideDevelopment() {
        UnaryOperator<ClientBuilder> latest = it -> it.noFrontend().backend(app -> app.image("registry.example/api"));
        assertThat(problems(new Client("client-1", latest)))
                .containsExactly(
                        "client-1's backend: image \"registry.example/api\": an image names a tag or digest outside development; write \"registry.example/api:<version>\"");
        settings = project.development();
        assertThat(problems(new Client("client-1", latest))).isEmpty();
    }

    @Test
    void anImageIsAReference() {
        assertThat(problems(new Client("client-1", it -> it.noFrontend().backend(app -> app.image("API:1")))))
                .containsExactly(
                        "client-1's backend: image \"API:1\": is not an image reference; write one like \"registry.example/api:2.3.1\"");
    }

    @Test
    void aBuildHasADockerfile() {
        assertThat(problems(new Client("client-3", ClientBuilder::noFrontend)))
                .containsExactly(
                        "client-3's backend: Dockerfile \"apps/client-3/backend/Dockerfile\": there is no such file; write it, name another with dockerfile(\"…\"), or a published image with image(\"…\")");
    }

    @Test
    void anAppsOptionsAreChecked() {
        assertThat(problems(new Client("client-1", it -> it.noFrontend().backend(app -> app.port(70_000)
                        .health("healthz")
                        .memory("lots")
                        .cpus("0")
                        .secretEnvironment("STRIPE_KEY")))))
                .containsExactly(
                        "client-1's backend: port 70000: a port is between 1 and 65535; leave it out for the guide's",
                        "client-1's backend: health path \"healthz\": a path begins with a slash; write health(\"/healthz\")",
                        "client-1's backend: memory \"lots\": a limit is an amount in m or g; write \"512m\"",
                        "client-1's backend: cpus \"0\": a limit is a number of cores; write \"0.5\"",
                        "client-1's backend: secret variable \"STRIPE_KEY\": has no value in stack prod; pulumi config set --secret --path 'secretEnvironment.client-1.STRIPE_KEY'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/it's", "/\"", "/a\\b"})
    void aHealthPathNeedsNoQuoting(String path) {
        assertThat(problems(new Client("client-1", it -> it.noFrontend().backend(app -> app.health(path)))))
                .containsExactly("client-1's backend: health path \"" + path
                        + "\": a path has neither spaces nor quotes; write a space as %20, or choose another path");
    }

    @Test
    void portsOfTheHostAreUsedOnce() {
        settings = project.development().httpPort(4001);
        assertThat(problems(new Client("client-1")))
                .containsExactly(
                        "client-1's backend: host port 4001: is the proxy's or PostgreSQL's; pulumi config set httpPort or postgresPort to another");
    }

    @Test
    void theProxyAndPostgresqlHavePortsOfTheirOwn() {
        settings.httpPort(5432);
        assertThat(problems())
                .containsExactly("httpPort: 5432: is postgresPort too; pulumi config set postgresPort 5433");
    }

    @Test
    void aVolumeBelongsToOneApp() {
        assertThat(problems(new Client(
                        "client-1", it -> it.frontend(app -> app.image("web:1").volume("files", "/a"))
                                .backend(app -> app.image("api:1").volume("files", "/b")))))
                .containsExactly(
                        "client-1's frontend, client-1's backend: volume \"client_1_files\": a volume belongs to one app, at one path; rename one of them");
    }

    /** Docker would take both for the same volume, and one client's files would be the other's. */
    @Test
    void aVolumeOfOneClientIsNeverAnothers() {
        assertThat(problems(
                        published(
                                "shop",
                                it -> it.backend(app -> app.image("api:1").volume("eu_files", "/srv"))),
                        published(
                                "shop-eu",
                                it -> it.backend(app -> app.image("api:1").volume("files", "/srv")))))
                .containsExactly(
                        "shop's backend, shop-eu's backend: volume \"shop_eu_files\": a volume belongs to one app, at one path; rename one of them");
    }

    @Test
    void connectionLimitsFitInTheServer() {
        var nineteen = IntStream.rangeClosed(1, 19)
                .mapToObj(it -> published("client-" + it))
                .toArray(Client[]::new);
        assertThat(problems(nineteen))
                .containsExactly(
                        "maxConnections: 200: the clients' limits add up to 190, and 13 are kept for managing the server; pulumi config set maxConnections 203, or lower withConnectionLimit of some clients, or lend postgres's connections out: pulumi config set --path 'pooling.postgres' 'transaction 5'");
    }

    @Test
    void exactlyFullIsNotTooFull() {
        settings.postgres(new PostgresSettings("postgres:17", 5432, 23, "256MB", "4MB", "2g"));
        assertThat(problems(published("client-1"))).isEmpty();
    }

    @Test
    void initSqlHasNoTransactionStatements() {
        project.file("tools/database/clients/client-1/init/01.sql", "CREATE TABLE a ();\nCOMMIT;\n");
        assertThat(problems(new Client("client-1")))
                .containsExactly(
                        "client-1: tools/database/clients/client-1/init/01.sql:2: init SQL runs in one transaction of its own; remove the transaction statement");
    }

    @Test
    void initSqlIsUtf8() throws IOException {
        var path = "tools/database/clients/client-1/init/01.sql";
        project.file(path, "");
        Files.write(root.resolve(path), new byte[] {'-', '-', (byte) 0xE9, '\n'});
        assertThat(problems(new Client("client-1")))
                .containsExactly(
                        "client-1: tools/database/clients/client-1/init/01.sql: is not UTF-8 throughout; save it as UTF-8");
    }

    @Test
    void anInitDirectoryThatIsNamedIsThere() {
        assertThat(problems(published("client-1", it -> it.database(db -> db.withInit("sql")))))
                .containsExactly(
                        "client-1: init directory \"sql\": there is no such directory; create it, or leave withInit(\"…\") out for the guide's");
    }

    @Test
    void theServersAreChecked() {
        settings.proxyImage("nginx").postgres(new PostgresSettings("Postgres:17", 5432, 200, "much", "4MB", "more"));
        assertThat(problems())
                .containsExactly(
                        "proxyImage: \"nginx\": an image names a tag or digest; pulumi config set proxyImage …",
                        "postgresImage: \"Postgres:17\": an image names a tag or digest; pulumi config set postgresImage …",
                        "postgresMemory: \"more\": is an amount in m or g; pulumi config set postgresMemory 2g",
                        "sharedBuffers: \"much\": is an amount in kB, MB or GB; pulumi config set sharedBuffers 256MB");
    }

    @Test
    void elevenProblemsAreOneMessage() {
        settings.proxyImage("nginx").postgres(new PostgresSettings("postgres", 5432, 20, "much", "4MB", "2g"));
        var clients = List.of(
                published("Bakery"),
                published("client-1", it -> it.uploadLimit("big").number(5000)),
                published("client-2", it -> it.webRate(-1).domain("two.example")),
                published("client-3", it -> it.backend(app -> app.image("api")).domain("two.example")));
        var read = new ReadSettings(
                settings.build(), List.of(new Problem("owndom:httpPort", "\"x\"", "is no port", "fix")));
        assertThatThrownBy(() -> EstateChecks.passed("owndom", read, clients))
                .hasMessage(
                        """
                        the estate has 11 problems; nothing was changed:
                          owndom:httpPort: "x": is no port; fix
                          Bakery: name "Bakery": %s; write "bakery"
                          client-1: number 5000: a number is between 1 and 999; leave it out, or choose one in that range
                          client-1: upload limit "big": nginx writes a size as 10m or 1g; write uploadLimit("10m")
                          client-2: rates of 10 and -1 requests a second: a rate is at least 1; raise it, or leave it out
                          client-3's backend: image "api": an image names a tag or digest outside development; write "api:<version>"
                          client-2, client-3: host two.example: a host leads to one client, in one way; give one of them another domain
                          maxConnections: 20: the clients' limits add up to 40, and 13 are kept for managing the server; pulumi config set maxConnections 53, or lower withConnectionLimit of some clients, or lend postgres's connections out: pulumi config set --path 'pooling.postgres' 'transaction 1'
                          proxyImage: "nginx": an image names a tag or digest; pulumi config set proxyImage …
                          postgresImage: "postgres": an image names a tag or digest; pulumi config set postgresImage …
                          sharedBuffers: "much": is an amount in kB, MB or GB; pulumi config set sharedBuffers 256MB"""
                                .formatted(LABEL));
    }

    private List<String> problems(Client... clients) {
        return problems("owndom", clients);
    }

    private List<String> problems(String estate, Client... clients) {
        try {
            EstateChecks.passed(estate, new ReadSettings(settings.build(), List.of()), List.of(clients));
            return List.of();
        } catch (com.owndom.hosting.check.EstateProblems refused) {
            return refused.problems().stream().map(Problem::toString).toList();
        }
    }

    private static Client published(String name) {
        return published(name, UnaryOperator.identity());
    }

    /** A client that needs no Dockerfile. */
    private static Client published(String name, UnaryOperator<ClientBuilder> options) {
        return new Client(
                name,
                client ->
                        options.apply(client.frontend(app -> app.image("web:1")).backend(app -> app.image("api:1"))));
    }
}
