package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.app.AppConfinement;
import com.owndom.hosting.backup.BackupPassword;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabasePassword;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.PreviewOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Containers that may do little, and secrets that are nowhere, on the real engine, Docker and PostgreSQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HardeningE2E {

    /** Its release command prints all that it has. */
    private static final Client CLIENT_1 = new Client("client-1", client -> client.apiRate(10_000)
            .backend(app -> app.secretEnvironment("API_KEY").release("env")));

    private static final Client CLIENT_2 = new Client("client-2", client -> client.password()
            .backend(app -> app.secretFiles().secretEnvironment("API_KEY")));
    private static final List<String> CLIENTS = List.of("client-1", "client-2");

    /** Other tests on the same machine have secrets of their own. */
    private static final String OWN = Long.toString(System.nanoTime(), 36);

    private static final String ROOT_IMAGE = "e2e-root:" + OWN;
    private static final String OLD = "a-master-secret-that-must-never-be-seen-" + OWN;
    private static final String NEW = "another-master-secret-that-must-never-be-seen-" + OWN;
    private static final String API_KEY = "an-api-key-that-must-never-be-seen-" + OWN;
    private static final String CERTIFICATE_TOKEN = "a-token-for-certificates-" + OWN;
    private static final String ACCESS_KEY = "an-access-key-for-backups-" + OWN;
    private static final String SECRET_KEY = "a-secret-key-for-backups-" + OWN;
    private static final String VISITOR = Shell.run("openssl", "passwd", "-6", OWN);
    private static final KnownSecrets SECRETS = new KnownSecrets()
            .with("the master secret", OLD)
            .with("the next master secret", NEW)
            .with("the superuser's password", DatabasePassword.of(OLD, "postgres", 1))
            .with("the superuser's next password", DatabasePassword.of(NEW, "postgres", 1))
            .with("client-1's password", DatabasePassword.of(OLD, "client_1", 1))
            .with("client-1's next password", DatabasePassword.of(NEW, "client_1", 1))
            .with("client-2's password", DatabasePassword.of(OLD, "client_2", 1))
            .with("client-2's next password", DatabasePassword.of(NEW, "client_2", 1))
            .with("a client's own secret", API_KEY)
            .with("the backups' password", BackupPassword.of(OLD))
            .with("the backups' next password", BackupPassword.of(NEW))
            .with("the access key of the backups' storage", ACCESS_KEY)
            .with("the secret key of the backups' storage", SECRET_KEY)
            .with("the token for certificates", CERTIFICATE_TOKEN)
            .with("a visitor's hash", VISITOR);

    private static final StringBuffer PRINTED = new StringBuffer();

    private static EstateUnderTest estate;
    private static FakeCloudflare cloudflare;
    private static Curl curl;

    /** With everything that takes a secret. Nobody answers where certificates and backups would be kept. */
    @BeforeAll
    static void bringUp() throws Exception {
        cloudflare = new FakeCloudflare();
        estate = new EstateUnderTest("production", 180);
        curl = new Curl(estate.httpPort, estate.httpsPort);
        estate.set("plainHttp", "false");
        estate.set("acmeEmail", "hostmaster@e2e.localhost");
        estate.set("acmeServer", "https://127.0.0.1:9/directory");
        secret("certificateToken", CERTIFICATE_TOKEN);
        estate.set(
                "zones",
                "{\"e2e.localhost\": \"" + cloudflare.zone("e2e.localhost").id() + "\"}");
        estate.set("hostIpv4", "203.0.113.5");
        estate.set("proxied", "false");
        estate.set("cloudflare:baseUrl", cloudflare.url() + "/");
        var token = cloudflare.token("keeps-records-" + OWN);
        SECRETS.with("the token for records", token);
        secret("cloudflare:apiToken", token);
        secret("visitors", "{\"client-2\": {\"anna\": \"" + VISITOR + "\"}}");
        estate.set("backups", "true");
        estate.set("backupRepository", "s3:http://127.0.0.1:9/backups");
        secret("backupAccessKey", ACCESS_KEY);
        secret("backupSecretKey", SECRET_KEY);
        secret("masterSecret", OLD);
        secret(
                "secretEnvironment",
                "{\"client-1\":{\"API_KEY\":\"" + API_KEY + "\"},\"client-2\":{\"API_KEY\":\"" + API_KEY + "\"}}");
        up();
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
        cloudflare.close();
        Shell.run("sh", "-c", "docker image ls --quiet %s | xargs -r docker image rm".formatted(ROOT_IMAGE));
    }

    @Test
    @Order(1)
    void theSampleAppsRunAsTheyAreConfined() {
        for (var client : CLIENTS) {
            var host = client + ".e2e.localhost";
            for (var path : List.of("/", "/api/v1/visits")) {
                assertThat(get(host, path).status()).as(client).isEqualTo("200");
            }
        }
    }

    @Test
    @Order(1)
    void noProcessOfAnAppHasACapabilityOrMayGainOne() {
        for (var client : CLIENTS) {
            var status = Shell.run("docker", "exec", estate.docker.id(client, "backend"), "cat", "/proc/1/status");
            assertThat(status).containsPattern("CapBnd:\\s+0{16}").containsPattern("NoNewPrivs:\\s+1");
        }
    }

    @Test
    @Order(1)
    void anAppWritesToMemoryAlone() {
        for (var client : CLIENTS) {
            var script =
                    "touch /tmp/a /run/a; for it in /a /app/a /var/tmp/a; do if touch $it; then echo wrote $it; fi; done";
            var id = estate.docker.id(client, "frontend");
            assertThat(Shell.run("docker", "exec", "--user", "0", id, "sh", "-c", script))
                    .doesNotContain("wrote", "'/tmp/a'", "'/run/a'")
                    .contains("Read-only file system");
        }
    }

    @Test
    @Order(1)
    void theLauncherLimitsTheProcessesOfEveryContainerThatKeepsRunning() {
        var script =
                "project() { echo e2e; }; STACK=%s; source toolchain/launcher/containers.sh; source toolchain/launcher/limits.sh; limit_processes; show_budget"
                        .formatted(estate.name());
        assertThat(Shell.run("bash", "-euc", script)).contains("GiB of memory on a host with");
        for (var server :
                Map.of("postgres", "300", "proxy", "256", "firewall", "64").entrySet()) {
            var container = "e2e_%s_%s".formatted(server.getKey(), estate.name());
            assertThat(Docker.inspect(container, "{{.HostConfig.PidsLimit}}"))
                    .as(container)
                    .isEqualTo(server.getValue());
        }
        assertThat(Docker.inspect(estate.docker.id("client-1", "backend"), "{{.HostConfig.PidsLimit}}"))
                .isEqualTo("256");
    }

    @Test
    @Order(3)
    void theMasterSecretIsRotatedInOneUpdateWithoutRestartingTheServer() throws Exception {
        var server = estate.docker.lives().get("postgres");
        secret("previousMasterSecret", OLD);
        secret("masterSecret", NEW);
        PRINTED.append(preview());
        ConnectingVisitors.assertServedDuring(Door.https(estate.httpsPort), List.of("client-1"), "rotation", () -> {
            up();
            return null;
        });
        assertThat(estate.docker.lives()).containsEntry("postgres", server);
        var databases = new Databases(estate.postgresPort);
        var logins = new TreeMap<>(Map.of("postgres", "postgres"));
        for (var client : CLIENTS) {
            assertThat(estate.logins(client)).hasSize(1);
            logins.put(client.replace('-', '_'), estate.logins(client).get(0));
        }
        for (var login : logins.entrySet()) {
            var database = login.getKey().equals("postgres") ? "postgres" : login.getKey() + "_db";
            databases
                    .connect(login.getValue(), DatabasePassword.of(NEW, login.getKey(), 1), database)
                    .close();
            assertThatThrownBy(() ->
                            databases.connect(login.getValue(), DatabasePassword.of(OLD, login.getKey(), 1), database))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    @Order(4)
    void afterTheRotationThePreviousSecretIsForgotten() throws Exception {
        estate.expectNoChanges(CLIENT_1, CLIENT_2);
        estate.stack().removeConfig("previousMasterSecret");
        up();
        estate.expectNoChanges(CLIENT_1, CLIENT_2);
        estate.expectNoDrift();
        for (var client : CLIENTS) {
            assertThat(get(client + ".e2e.localhost", "/api/v1/visits").status())
                    .isEqualTo("200");
        }
    }

    @Test
    @Order(5)
    void noSecretIsInWhatWasPrintedOrInTheState() throws Exception {
        assertThat(PRINTED.toString().contains("postgres-rotation")).isTrue();
        assertThat(PRINTED.toString().contains("client-1-backend-release")).isTrue();
        SECRETS.assertAbsent("what updates and previews printed", PRINTED.toString());
        SECRETS.assertAbsent(estate.directory().resolve("state"));
    }

    @Test
    @Order(5)
    void noSecretIsInALogALabelOrACommand() {
        var released = SECRETS.in(Shell.run("docker", "logs", release()));
        assertThat(released).as("what the release command prints").contains("a client's own secret");
        for (var container : containers()) {
            if (!container.equals(release())) {
                SECRETS.assertAbsent("the log of " + container, Shell.run("docker", "logs", container));
            }
            SECRETS.assertAbsent(
                    "what is declared of " + container,
                    Docker.inspect(
                            container,
                            "{{json .Config.Labels}} {{json .Config.Cmd}} {{json .Config.Entrypoint}} {{json .Args}} {{json .Name}}"));
        }
        for (var kind : List.of("volume", "network")) {
            var declared = "docker %1$s ls --format '{{.Name}}' | grep -- '_%2$s$' | xargs docker %1$s inspect";
            SECRETS.assertAbsent(kind + "s", Shell.run("sh", "-c", declared.formatted(kind, estate.name())));
        }
    }

    @Test
    @Order(5)
    void aSecretIsInTheEnvironmentOfItsOwnAppAlone() {
        var owner = estate.docker.id("client-1", "backend");
        for (var container : containers()) {
            var found = SECRETS.in(Docker.inspect(container, "{{json .Config.Env}}"));
            if (container.equals(owner) || container.equals(release())) {
                assertThat(found).containsExactlyInAnyOrder("client-1's next password", "a client's own secret");
            } else {
                assertThat(found).as(container).isEmpty();
            }
        }
    }

    @Test
    @Order(5)
    void whoChoseFilesReadsItsSecretsFromThemAlone() {
        var backend = estate.docker.id("client-2", "backend");
        SECRETS.assertAbsent("all that Docker tells of client-2's backend", Docker.inspect(backend, "{{json .}}"));
        assertThat(SECRETS.in(Shell.run(
                        "docker", "exec", backend, "cat", "/run/secrets/database-url", "/run/secrets/api-key")))
                .containsExactlyInAnyOrder("client-2's next password", "a client's own secret");
        assertThat(Shell.run("docker", "exec", backend, "stat", "--format", "%a %u", "/run/secrets/database-url"))
                .isEqualTo("400 1000");
        var job = Shell.run(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--filter",
                "label=com.owndom.stack=" + estate.name(),
                "--filter",
                "label=com.owndom.app=backend-secrets");
        assertThat(Shell.run("docker", "diff", job))
                .contains("write-secrets.sh")
                .doesNotContain("database-url");
    }

    @Test
    @Order(5)
    void noSecretIsInAnImage() {
        for (var client : CLIENTS) {
            var image = Docker.inspect(estate.docker.id(client, "backend"), "{{.Image}}");
            SECRETS.assertAbsent("the history of " + image, Shell.run("docker", "history", "--no-trunc", image));
            SECRETS.assertAbsent("the configuration of " + image, Shell.run("docker", "image", "inspect", image));
        }
    }

    /** Built as somebody else would: what it runs as stands in no Dockerfile of the project. */
    @Test
    @Order(6)
    void aPublishedImageThatIsRootNeedsAReasonAndHasWhatThatTakes() throws Exception {
        var built = Docker.inspect(estate.docker.id("client-1", "backend"), "{{.Config.Image}}");
        Shell.run(
                "sh",
                "-c",
                "printf 'FROM %s\\nUSER root\\n' | docker build --quiet --tag %s -".formatted(built, ROOT_IMAGE));
        assertThat(estate.failedUp(CLIENT_1, CLIENT_2, root(it -> it)))
                .contains("client-3's backend: its image " + ROOT_IMAGE + " runs as root", "withRoot(");
        estate.up(CLIENT_1, CLIENT_2, root(it -> it.withRoot("it is built so")));
        assertThat(get("client-3.e2e.localhost", "/api/v1/visits").body()).contains("client_3_db");
        var id = estate.docker.id("client-3", "backend");
        assertThat(Shell.run("docker", "exec", id, "cat", "/proc/1/status"))
                .containsPattern("Uid:\\s+0")
                .containsPattern("CapBnd:\\s+0{13}4eb")
                .containsPattern("NoNewPrivs:\\s+1");
        assertThat(Shell.run("docker", "exec", id, "sh", "-c", "touch /a || ls -l /run/secrets"))
                .contains("Read-only file system", "-r--r--r--", "database-url");
    }

    private static Curl.Answer get(String host, String path) {
        return curl.get(host, path, "--user", "anna:" + OWN);
    }

    private static Client root(UnaryOperator<AppConfinement> confinement) {
        return new Client("client-3", client -> client.noFrontend()
                .database(it -> it.withInit("tools/database/clients/client-1/init"))
                .backend(app -> app.image(ROOT_IMAGE).secretFiles().confinement(confinement)));
    }

    private static String release() {
        return Shell.run(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter",
                "label=com.owndom.stack=" + estate.name(),
                "--filter",
                "label=com.owndom.app=release");
    }

    private static List<String> containers() {
        var ids = Shell.run(
                "docker",
                "ps",
                "--all",
                "--quiet",
                "--no-trunc",
                "--filter",
                "label=com.owndom.stack=" + estate.name());
        return Stream.of(ids.split("\n")).toList();
    }

    private static void up() throws Exception {
        var options = estate.options(CLIENT_1, CLIENT_2)
                .diff(true)
                .onStandardOutput(PRINTED::append)
                .onStandardError(PRINTED::append);
        SECRETS.assertOnNoCommandLineDuring(() -> {
            estate.up(options);
            return null;
        });
    }

    private static String preview() throws Exception {
        return estate.stack()
                .preview(PreviewOptions.builder()
                        .program(estate.declare(CLIENT_1, CLIENT_2))
                        .diff(true)
                        .build())
                .standardOutput();
    }

    private static void secret(String key, String value) throws Exception {
        estate.stack().setConfig(key, new ConfigValue(value, true));
    }
}
