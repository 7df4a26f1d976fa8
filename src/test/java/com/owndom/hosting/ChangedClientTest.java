package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.database.DatabasePassword;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each option of a client changes. */
class ChangedClientTest {

    @TempDir
    private Path root;

    private TestSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).clients("client-1").production();
    }

    @Test
    void withoutAFrontendTheBackendIsOnTheProxysNetworkAlone() {
        var stack = client(ClientBuilder::noFrontend);
        assertThat(stack.namesOf("client-1"))
                .containsExactly("docker:Container client-1-backend", "docker:RemoteImage client-1-backend");
        assertThat(stack.only("docker:Container", "client-1-backend").list("networksAdvanced"))
                .containsExactlyInAnyOrder(
                        Map.of("name", "owndom_edge_backend_prod"), Map.of("name", "owndom_data_prod"));
    }

    @Test
    void withoutABackendThereIsOnlyAFrontend() {
        var stack = client(ClientBuilder::noBackend);
        assertThat(stack.namesOf("client-1"))
                .containsExactly("docker:Container client-1-frontend", "docker:RemoteImage client-1-frontend");
        assertThat(stack.only("docker:Container", "client-1-frontend")
                        .inputs()
                        .get("envs")
                        .toString())
                .doesNotContain("BACKEND_URL");
    }

    @Test
    void withoutADatabaseTheBackendDoesNotReachPostgresql() {
        var stack = client(ClientBuilder::noDatabase);
        assertThat(stack.names()).noneMatch(it -> it.startsWith("postgresql:") && it.contains("client-1"));
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.list("networksAdvanced")).doesNotContain(Map.of("name", "owndom_data_prod"));
        assertThat(backend.inputs().get("envs").toString()).doesNotContain("DATABASE_URL");
    }

    @Test
    void limitsAndStopAreTheApps() {
        var backend = backend(client -> client.backend(
                app -> app.memory("1g").cpus("0.5").stopSignal("SIGQUIT").stopGrace(Duration.ofMinutes(2))));
        assertThat(backend.inputs())
                .containsEntry("memory", 1024.0)
                .containsEntry("memorySwap", 1024.0)
                .containsEntry("cpus", "0.5")
                .containsEntry("stopSignal", "SIGQUIT")
                .containsEntry("destroyGraceSeconds", 120.0);
    }

    @Test
    void theHealthCheckIsTheApps() {
        var own = backend(client -> client.backend(app -> app.healthCommand("/healthy")));
        assertThat(own.inputs().get("healthcheck")).asString().contains("tests=[CMD, /healthy]", "15m0s");
    }

    @Test
    void aPublishedImageIsNotBuilt() {
        var stack = client(client -> client.backend(app -> app.image("registry.example/api:2.3.1")));
        assertThat(stack.has("docker:RemoteImage", "client-1-backend")).isFalse();
        assertThat(stack.only("docker:Container", "client-1-backend").inputs())
                .containsEntry("image", "registry.example/api:2.3.1");
    }

    @Test
    void secretVariablesComeFromTheStackAndStaySecret() {
        settings.secret("client-1", "STRIPE_KEY", "sk_live").secret("client-1", "WEB_KEY", "x");
        var backend = backend(client -> client.noDatabase()
                .frontend(app -> app.secretEnvironment("WEB_KEY"))
                .backend(app -> app.secretEnvironment("STRIPE_KEY")));
        assertThat(backend.variable("STRIPE_KEY")).isEqualTo("sk_live");
        assertThat(backend.isSecret("envs")).isTrue();
        assertThat(backend.inputs().get("envs").toString()).doesNotContain("WEB_KEY");
    }

    @Test
    void whatTheOwnerWroteWinsOverEveryConvention() {
        var backend = backend(client -> client.backend(
                app -> app.environment("DATABASE_URL", "postgresql://elsewhere").environment("NODE_ENV", "staging")));
        assertThat(backend.variable("DATABASE_URL")).isEqualTo("postgresql://elsewhere");
        assertThat(backend.variable("NODE_ENV")).isEqualTo("staging");
    }

    @Test
    void variablesAreSortedSoThatTheirOrderIsNoChange() {
        var names = backend(UnaryOperator.identity()).list("envs");
        assertThat(names).extracting(String::valueOf).isSorted();
    }

    @Test
    void aVolumeIsProtectedAndOutlivesTheContainer() {
        var stack = client(client -> client.backend(app -> app.volume("uploads", "/srv/uploads")));
        var volume = stack.only("docker:Volume", "client-1-uploads");
        assertThat(volume.isProtected()).isTrue();
        assertThat(volume.inputs()).containsEntry("name", "owndom_client_1_uploads_prod");
        assertThat(stack.only("docker:Container", "client-1-backend").list("volumes"))
                .containsExactly(Map.of("volumeName", "owndom_client_1_uploads_prod", "containerPath", "/srv/uploads"));
    }

    @Test
    void theDatabaseIsAsDescribed() {
        var stack = client(client -> client.database(db ->
                db.withConnectionLimit(20).withExtensions("citext", "pg_trgm").withPasswordGeneration(2)));
        var role = stack.only("postgresql:Role", "client-1-login");
        assertThat(role.inputs())
                .containsEntry("connectionLimit", 40.0)
                .containsEntry("password", DatabasePassword.of(TestSettings.MASTER_SECRET, "client_1", 2));
        assertThat(stack.databaseNamesOf("client-1"))
                .contains("postgresql:Extension client-1-citext", "postgresql:Extension client-1-pg_trgm")
                .doesNotContain("postgresql:Extension client-1-uuid-ossp");
    }

    @Test
    void ratesAndUploadLimitAreInTheSite() {
        var site = client(client -> client.uploadLimit("1g").apiRate(3).webRate(7))
                .only("docker:Container", "publish")
                .released("sites/client-1.conf");
        assertThat(site)
                .contains(
                        "client_max_body_size 1g;",
                        "zone=client-1-api:1m rate=3r/s;",
                        "zone=client-1-web:1m rate=7r/s;",
                        "zone=client-1-api burst=10 nodelay;",
                        "zone=client-1-web burst=20 nodelay;");
    }

    @Test
    void burstsGrowWithTheRates() {
        var site = client(client -> client.apiRate(100).webRate(500))
                .only("docker:Container", "publish")
                .released("sites/client-1.conf");
        assertThat(site).contains("zone=client-1-api burst=100 nodelay;", "zone=client-1-web burst=200 nodelay;");
    }

    @Test
    void aClientIsTheSameWhateverOthersThereAre() {
        new Project(root).clients("client-2");
        var alone = declare(settings.build(), new Client("client-1"));
        var together = declare(settings.build(), new Client("client-2"), new Client("client-1"));
        for (var name : List.of("client-1-backend", "client-1-frontend")) {
            assertThat(together.only("docker:Container", name).inputs())
                    .isEqualTo(alone.only("docker:Container", name).inputs());
        }
        for (var server : List.of("proxy", "postgres")) {
            assertThat(together.only("docker:Container", server).inputs())
                    .as("%s does not know the clients", server)
                    .isEqualTo(alone.only("docker:Container", server).inputs());
        }
    }

    private DeclaredStack client(UnaryOperator<ClientBuilder> options) {
        return declare(settings.build(), new Client("client-1", options));
    }

    private Declared backend(UnaryOperator<ClientBuilder> options) {
        return client(options).only("docker:Container", "client-1-backend");
    }
}
