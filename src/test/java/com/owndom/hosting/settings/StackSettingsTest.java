package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import com.pulumi.test.PulumiTest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

    private final StackRun run =
            new StackRun().config("masterSecret", TestSettings.MASTER_SECRET).config("environment", "development");

    @Test
    void everythingButTheSecretHasADefault() {
        var settings = read(run);
        assertThat(settings.stack()).isEqualTo("dev");
        assertThat(settings.domain()).isEqualTo("owndom.com");
        assertThat(settings.http()).isEqualTo(new EstateSettings.Http("127.0.0.1", 8080, 443, false));
        assertThat(settings.proxyImage()).isEqualTo("nginx:1.30");
        assertThat(settings.proxy()).isEqualTo(ProxySettings.defaults());
        assertThat(settings.visitors().clients()).isEmpty();
        assertThat(settings.postgres()).isEqualTo(new PostgresSettings("postgres:17", 5432, 200, "256MB", "4MB", "2g"));
        assertThat(settings.network()).isEqualTo(new NetworkSettings("10.90.0.0/16", "docker:28-dind"));
        assertThat(settings.dockerHost()).isEqualTo("unix:///var/run/docker.sock");
        assertThat(PulumiTest.extractValue(settings.masterSecret())).isEqualTo(TestSettings.MASTER_SECRET);
    }

    @Test
    void dnsIsOffByDefaultAndReadsZonesAddressesAndTheProvidersToken() {
        assertThat(read(run).dns()).isEqualTo(DnsSettings.none());
        var id = "0123456789abcdef0123456789abcdef";
        var given = run.config("zones", "{\"owndom.com\": \"" + id + "\"}")
                .config("hostIpv4", "203.0.113.5")
                .config("hostIpv6", "2001:DB8:0:0::5")
                .config("proxied", "false")
                .config("dnsTtl", "300")
                .config("strictZones", "true")
                .providerConfig("cloudflare:apiToken", "a-token");
        assertThat(read(given).dns())
                .isEqualTo(new DnsSettings(
                        Map.of("owndom.com", id),
                        Optional.of("203.0.113.5"),
                        Optional.of("2001:db8::5"),
                        false,
                        300,
                        true,
                        true));
    }

    @Test
    void anEstateWithProxiedRecordsIsBehindCloudflareUnlessItSaysOtherwise() {
        var given = run.config("zones", "{\"owndom.com\": \"0123456789abcdef0123456789abcdef\"}");
        assertThat(read(given).proxy().behindCloudflare()).isTrue();
        assertThat(read(given.config("behindCloudflare", "false")).proxy().behindCloudflare())
                .isFalse();
        assertThat(read(run.config("proxied", "false")).proxy().behindCloudflare())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hostIpv4|localhost|must be an IPv4 address",
                "hostIpv4|2001:db8::5|must be an IPv4 address",
                "hostIpv4|256.1.1.1|must be an IPv4 address",
                "hostIpv6|203.0.113.5|must be an IPv6 address",
                "dnsTtl|30|from 60 to 86400; Cloudflare takes less from Enterprise zones alone",
                "dnsTtl|86401|from 60 to 86400",
                "zones|{\"owndom.com\": \"owndom\"}|32 hexadecimal digits",
                "zones|{\"Owndom\": \"0123456789abcdef0123456789abcdef\"}|a domain in lower case",
            })
    void dnsSettingsHaveTheirForms(String key, String value, String rule) {
        assertThat(refused(run.config(key, value))).contains("owndom:" + key).contains(rule);
    }

    @Test
    void everySettingCanBeSet() {
        var settings = read(run.config("environment", "production")
                .config("plainHttp", "true")
                .config("domain", "agency.example")
                .config("httpAddress", "0.0.0.0")
                .config("httpPort", "80")
                .config("httpsPort", "8443")
                .config("proxyImage", "nginx:1.31")
                .config("hsts", "subdomains")
                .config("behindCloudflare", "true")
                .config("cloudflareOnly", "true")
                .config("maintenance", "{\"client-1\": \"Back at noon.\", \"client-2\": true}")
                .config("visitors", "{\"client-1\": {\"anna\": \"hidden\"}}")
                .config("postgresImage", "postgres:18")
                .config("postgresPort", "5433")
                .config("maxConnections", "400")
                .config("sharedBuffers", "1GB")
                .config("postgresMemory", "4g")
                .config("subnetPool", "192.168.0.0/16")
                .config("firewallImage", "docker:29-dind")
                .config("dockerHost", "ssh://ops@host.example:2222")
                .config("secretEnvironment", "{\"client-1\": {\"KEY\": \"hidden\"}}"));
        assertThat(settings.environment()).isEqualTo(Environment.PRODUCTION);
        assertThat(settings.domain()).isEqualTo("agency.example");
        assertThat(settings.url("client-1.agency.example")).isEqualTo("http://client-1.agency.example");
        assertThat(settings.http()).isEqualTo(new EstateSettings.Http("0.0.0.0", 80, 8443, true));
        assertThat(settings.proxyImage()).isEqualTo("nginx:1.31");
        assertThat(settings.proxy())
                .isEqualTo(new ProxySettings(
                        Hsts.SUBDOMAINS,
                        true,
                        true,
                        new TreeMap<>(Map.of("client-1", "Back at noon.", "client-2", "true"))));
        assertThat(settings.visitors().has("client-1")).isTrue();
        assertThat(settings.postgres()).isEqualTo(new PostgresSettings("postgres:18", 5433, 400, "1GB", "4MB", "4g"));
        assertThat(settings.network()).isEqualTo(new NetworkSettings("192.168.0.0/16", "docker:29-dind"));
        assertThat(settings.dockerHost()).isEqualTo("ssh://ops@host.example:2222");
        assertThat(settings.secretEnvironment().has(new ClientName("client-1"), "KEY"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "203.0.113.255", "::", "::1", "2001:db8::1"})
    void theProxyListensOnAnyAddress(String address) {
        assertThat(read(run.config("httpAddress", address)).http().address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600})
    void theShortestAndTheLongestTimeToAnswerAreAllowed(int seconds) {
        assertThat(read(run.config("healthSeconds", String.valueOf(seconds)))
                        .deploys()
                        .healthSeconds())
                .isEqualTo(seconds);
    }

    @Test
    void aRollbackIsReadByClient() {
        var rollback =
                "backend=owndom/client-1-backend:1 frontend=owndom/client-1-frontend:1 since 2026-11-23T10:00:00Z";
        var settings = read(
                run.config("rollback", "{\"client-1\": \"" + rollback + "\"}").config("drainSeconds", "8"));
        assertThat(settings.deploys().rollbacks().get("client-1")).hasToString(rollback);
        assertThat(settings.deploys().drainSeconds()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backend=a:1",
                "backend=a:1 since yesterday",
                "worker=a:1 since 2026-11-23T10:00:00Z",
                "since 2026-11-23T10:00:00Z"
            })
    void aRollbackThatTheLauncherDidNotWriteIsRefused(String rollback) {
        assertThat(refused(run.config("rollback", "{\"client-1\": \"" + rollback + "\"}")))
                .contains("rollback.client-1", "pulumi config rm --path 'rollback.client-1'");
        assertThat(refused(run.config("rollback", "nonsense"))).contains("must be an object of names and texts");
    }

    @Test
    void developmentServesPlainHttp() {
        assertThat(read(run).hasTls()).isFalse();
        assertThat(read(run).url("owndom.localhost")).isEqualTo("http://owndom.localhost:8080");
    }

    @Test
    void productionServesTlsUnlessToldOtherwise() {
        var production = run.config("environment", "production");
        assertThat(read(production).hasTls()).isTrue();
        assertThat(read(production).url("owndom.com")).isEqualTo("https://owndom.com");
        assertThat(read(production.config("httpsPort", "8443")).url("owndom.com"))
                .isEqualTo("https://owndom.com:8443");
        assertThat(read(production.config("plainHttp", "true")).hasTls()).isFalse();
    }

    @Test
    void theMasterSecretIsRequired() {
        assertThat(refused(new StackRun().config("environment", "development")))
                .contains(
                        "owndom:masterSecret: not set: must have at least 32 characters; openssl rand -hex 32 | pulumi config set --secret masterSecret");
    }

    @Test
    void aShortMasterSecretIsNotShown() {
        assertThat(refused(run.config("masterSecret", "too-short")))
                .contains("owndom:masterSecret: (not shown): must have at least 32 characters")
                .doesNotContain("too-short");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environment    | staging        | development or production",
                "domain         | Owndom.com     | a domain name in lower case",
                "domain         | localhost      | a domain name in lower case",
                "httpPort       | many           | a port from 1 to 65535",
                "httpPort       | 0              | a port from 1 to 65535",
                "httpsPort      | 0              | a port from 1 to 65535",
                "postgresPort   | 65536          | a port from 1 to 65535",
                "httpAddress    | localhost      | an IP address of the host",
                "httpAddress    | 10.0.0.256     | an IP address of the host",
                "httpAddress    | 10.0.0         | an IP address of the host",
                "httpAddress    | ::g            | an IP address of the host",
                "httpAddress    | ::1%lo         | an IP address of the host",
                "httpAddress    | 010.0.0.1      | an IP address of the host",
                "httpAddress    | 1:2            | an IP address of the host",
                "healthSeconds  | 0              | a number of seconds from 1 to 600",
                "healthSeconds  | 601            | a number of seconds from 1 to 600",
                "healthSeconds  | 1m             | a number of seconds from 1 to 600",
                "drainSeconds   | 0              | a number of seconds from 1 to 600",
                "drainSeconds   | 601            | a number of seconds from 1 to 600",
                "hsts           | off            | host, subdomains or preload",
                "cloudflareOnly | 1              | true or false",
                "maxConnections | -1             | a whole number",
                "plainHttp      | yes            | true or false",
                "subnetPool     | 10.90.0.0/20   | a private /16 network",
                "subnetPool     | 10.999.0.0/16  | a private /16 network",
                "subnetPool     | 8.8.0.0/16     | a private /16 network",
                "dockerHost     | tcp://10.0.0.1:2375 | unix:///path or ssh://user@host[:port]",
                "dockerHost     | ssh://-oProxyCommand=x | unix:///path or ssh://user@host[:port]",
                "dockerHost     | ssh://host/path | unix:///path or ssh://user@host[:port]"
            })
    void aWrongTypeIsRefusedWithValueRuleAndFix(String key, String value, String rule) {
        assertThat(refused(run.config(key, value)))
                .contains("owndom:" + key + ": \"" + value + "\": must be " + rule + "; for example: pulumi config set "
                        + key + " ");
    }

    @Test
    void theFixForTheEnvironmentIsOneThatIsTaken() {
        assertThat(refused(run.config("environment", "staging")))
                .contains("for example: pulumi config set environment production");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"hidden\"",
                "[\"hidden\"]",
                "{\"client-1\": \"hidden\"}",
                "{\"client-1\": {\"KEY\": [\"hidden\"]}}",
                "{\"client-1\": {\"KEY\": {\"a\": \"hidden\"}}}",
                "hidden {"
            })
    void secretsOfAWrongShapeAreRefusedAndNeverShown(String json) {
        assertThat(refused(run.config("secretEnvironment", json)))
                .contains("owndom:secretEnvironment: (not shown): must be an object of clients")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"client-1\"", "[\"client-1\"]", "{\"client-1\": [\"text\"]}", "{\"client-1\": {\"a\": 1}}"})
    void textsOfAWrongShapeAreRefused(String json) {
        assertThat(refused(run.config("maintenance", json)))
                .contains("owndom:maintenance: another shape: must be an object of names and texts");
    }

    @Test
    void developmentOnAnotherHostIsRefused() {
        assertThat(refused(run.config("dockerHost", "ssh://host.example")))
                .contains("owndom:dockerHost: \"ssh://host.example\": development mounts this machine's sources");
    }

    @Test
    void anOptionalSecretIsNotTakenPlain() {
        run.config("certificateToken", "very-secret").config("secretEnvironment", "{}");
        assertThat(problems(readWithKeys(Set.of("certificateToken"), Set.of())))
                .contains("owndom:certificateToken: (not shown): must be encrypted")
                .doesNotContain("very-secret", "secretEnvironment");
        assertThat(readWithKeys(Set.of("certificateToken"), Set.of("certificateToken"))
                        .problems())
                .isEmpty();
    }

    @Test
    void norIsAVisitorsHash() {
        run.config("visitors", "{\"client-1\": {\"anna\": \"$6$hash\"}}");
        assertThat(problems(readWithKeys(Set.of("visitors"), Set.of())))
                .contains("owndom:visitors: (not shown): must be encrypted")
                .doesNotContain("hash");
        assertThat(readWithKeys(Set.of("visitors"), Set.of("visitors")).problems())
                .isEmpty();
    }

    private ReadSettings readWithKeys(Set<String> given, Set<String> encrypted) {
        var read = new AtomicReference<ReadSettings>();
        run.of(context -> read.set(StackSettings.of(context, given, encrypted)))
                .result()
                .throwOnError();
        return read.get();
    }

    @Test
    void everyProblemIsReported() {
        var problems = refused(run.config("domain", "UPPER")
                .config("httpPort", "http")
                .config("maxConnections", "all")
                .config("subnetPool", "everything")
                .config("masterSecret", "short"));
        assertThat(problems.lines()).hasSize(5);
        assertThat(problems).contains("domain", "httpPort", "maxConnections", "subnetPool", "masterSecret");
    }

    private static EstateSettings read(StackRun run) {
        var read = readWithProblems(run);
        assertThat(read.problems()).isEmpty();
        return read.settings();
    }

    private static String refused(StackRun run) {
        return problems(readWithProblems(run));
    }

    private static String problems(ReadSettings read) {
        return read.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private static ReadSettings readWithProblems(StackRun run) {
        var read = new AtomicReference<ReadSettings>();
        run.of(context -> read.set(StackSettings.of(context))).result().throwOnError();
        return read.get();
    }
}
