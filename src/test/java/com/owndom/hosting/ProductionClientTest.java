package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabasePassword;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one line of the program declares in production. */
class ProductionClientTest {

    private static final String PASSWORD = DatabasePassword.of(TestSettings.MASTER_SECRET, "client_1", 1);

    @TempDir
    private Path root;

    private DeclaredStack stack;

    @BeforeEach
    void declareClient() {
        var project = new Project(root)
                .clients("client-1")
                .file("tools/database/clients/client-1/init/01-tables.sql", "CREATE TABLE a ();");
        stack = declare(project.production().build(), new Client("client-1"));
    }

    @Test
    void hasTheseResourcesAndNoOther() {
        assertThat(stack.namesOf("client-1"))
                .containsExactly(
                        "docker:Container client-1-backend",
                        "docker:Container client-1-frontend",
                        "docker:Container client-1-init",
                        "docker:Network client-1",
                        "docker:RemoteImage client-1-backend",
                        "docker:RemoteImage client-1-frontend");
        assertThat(stack.databaseNamesOf("client-1"))
                .containsExactly(
                        "postgresql:Database client-1",
                        "postgresql:Extension client-1-uuid-ossp",
                        "postgresql:Grant client-1-closed",
                        "postgresql:Role client-1",
                        "postgresql:Role client-1-login");
    }

    @Test
    void theBackendStartsBesideItsPredecessor() {
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.isDeletedBeforeReplacement()).isFalse();
        assertThat(backend.inputs()).doesNotContainKeys("name", "ports");
        assertThat(backend.replacedOnChangesOf()).containsExactly("healthcheck", "tmpfs");
    }

    @Test
    void theBackendHasTheGuidesLimitsAndIsNotCheckedByDocker() {
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.inputs())
                .containsEntry("memory", 512.0)
                .containsEntry("memorySwap", 512.0)
                .containsEntry("cpus", "1.0")
                .containsEntry("restart", "unless-stopped")
                .containsEntry("stopSignal", "SIGTERM")
                .containsEntry("destroyGraceSeconds", 30.0)
                .containsEntry("logDriver", "json-file")
                .containsEntry("logOpts", Map.of("max-size", "10m", "max-file", "3"))
                .containsEntry("healthcheck", Map.of("tests", List.of("NONE")));
    }

    @Test
    void theBackendJoinsTheClientsNetworkTheProxysAndPostgresqls() {
        assertThat(stack.only("docker:Container", "client-1-backend").list("networksAdvanced"))
                .containsExactlyInAnyOrder(
                        Map.of("name", "owndom_edge_backend_prod"),
                        Map.of("name", "owndom_client_1_network_prod"),
                        Map.of("name", "owndom_data_prod"));
    }

    @Test
    void theFrontendDoesNotReachPostgresql() {
        assertThat(stack.only("docker:Container", "client-1-frontend").list("networksAdvanced"))
                .containsExactlyInAnyOrder(
                        Map.of("name", "owndom_edge_frontend_prod"), Map.of("name", "owndom_client_1_network_prod"));
    }

    @Test
    void theBackendGetsItsDatabaseAsASecret() {
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.variable("DATABASE_URL"))
                .isEqualTo("postgresql://client-1-login-1a2b3c4:" + PASSWORD + "@postgres:5432/client_1_db");
        assertThat(backend.isSecret("envs")).isTrue();
        assertThat(backend.variable("NODE_ENV")).isEqualTo("production");
        assertThat(backend.variable("CORS_ORIGIN")).isEqualTo("https://client-1.owndom.com");
    }

    @Test
    void theFrontendReachesTheBackendOfItsOwnVersion() {
        var frontend = stack.only("docker:Container", "client-1-frontend");
        assertThat(frontend.variable("BACKEND_URL")).isEqualTo("http://client-1-backend-1a2b3c4:4001");
        assertThat(frontend.inputs().get("envs").toString()).doesNotContain("DATABASE_URL");
        assertThat(frontend.waitsFor()).contains("client-1-backend");
    }

    @Test
    void imagesAreBuiltFromTheProductionTarget() {
        var image = stack.only("docker:RemoteImage", "client-1-backend");
        assertThat(image.inputs()).containsEntry("keepLocally", true);
        assertThat(image.inputs().get("build"))
                .isEqualTo(Map.of(
                        "context", ".",
                        "dockerfile", "apps/client-1/backend/Dockerfile",
                        "target", "production",
                        "buildArgs", Map.of(),
                        "buildLogFile", "target/build-client-1-backend.log",
                        "forceRemove", true));
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.inputs()).containsEntry("image", image.inputs().get("name"));
        assertThat(backend.waitsFor()).contains("client-1-backend", "client-1-init");
    }

    @Test
    void theNetworkHasTheSubnetOfTheNumber() {
        var network = stack.only("docker:Network", "client-1");
        assertThat(network.inputs())
                .containsEntry("name", "owndom_client_1_network_prod")
                .containsEntry("ipamConfigs", List.of(Map.of("subnet", "10.90.128.32/27")));
        assertThat(network.isDeletedBeforeReplacement()).isTrue();
    }

    @Test
    void theRoleOwnsTheDatabaseAndBothStayWhenTheClientGoes() {
        var role = stack.only("postgresql:Role", "client-1");
        assertThat(role.inputs()).isEqualTo(Map.of("name", "client_1", "login", false));
        assertThat(role.isRetained()).isTrue();
        var database = stack.only("postgresql:Database", "client-1");
        assertThat(database.inputs()).containsEntry("name", "client_1_db").containsEntry("owner", "client_1");
        assertThat(database.isRetained()).isTrue();
    }

    @Test
    void whoLogsInIsTheOwnerAndGoesAfterItsSuccessor() {
        var login = stack.only("postgresql:Role", "client-1-login");
        assertThat(login.inputs())
                .isEqualTo(Map.of(
                        "login",
                        true,
                        "password",
                        PASSWORD,
                        "connectionLimit",
                        20.0,
                        "roles",
                        List.of("client_1"),
                        "assumeRole",
                        "client_1"));
        assertThat(login.isSecret("password")).isTrue();
        assertThat(login.replacedOnChangesOf()).containsExactly("password");
        assertThat(login.isDeletedBeforeReplacement()).isFalse();
        assertThat(login.isRetained()).isFalse();
        assertThat(stack.only("docker:Container", "client-1-backend").waitsFor())
                .contains("client-1-login");
        assertThat(stack.output("logins")).isEqualTo(Map.of("client-1", "client-1-login-1a2b3c4"));
    }

    @Test
    void noOtherRoleMayConnect() {
        var grant = stack.only("postgresql:Grant", "client-1-closed");
        assertThat(grant.inputs())
                .isEqualTo(Map.of(
                        "database",
                        "client_1_db",
                        "role",
                        "public",
                        "objectType",
                        "database",
                        "privileges",
                        List.of()));
        assertThat(grant.isRetained()).isTrue();
    }

    @Test
    void theExtensionIsTheGuides() {
        assertThat(stack.only("postgresql:Extension", "client-1-uuid-ossp").inputs())
                .containsEntry("name", "uuid-ossp")
                .containsEntry("database", "client_1_db");
    }

    @Test
    void initSqlRunsOnceAsTheOwnerAfterTheDatabaseIsReady() {
        var init = stack.only("docker:Container", "client-1-init");
        assertThat(init.inputs())
                .containsEntry("image", "postgres:17")
                .containsEntry("attach", true)
                .containsEntry("logs", true)
                .containsEntry("mustRun", false)
                .containsEntry("restart", "no");
        assertThat(init.variable("PGUSER")).isEqualTo("client-1-login-1a2b3c4");
        assertThat(init.variable("PGDATABASE")).isEqualTo("client_1_db");
        assertThat(init.upload("/init/tools/database/clients/client-1/init/01-tables.sql"))
                .isEqualTo("CREATE TABLE a ();");
        assertThat(init.upload("/init/pgpass")).isEqualTo("*:*:*:*:" + PASSWORD + "\n");
        assertThat(init.isSecret("uploads")).isTrue();
        assertThat(init.waitsFor()).contains("client-1-closed", "client-1-uuid-ossp");
        assertThat(init.isDeletedBeforeReplacement()).isTrue();
    }

    @Test
    void databaseResourcesUseTheServersProvider() {
        assertThat(stack.resources())
                .filteredOn(it -> it.type().startsWith("postgresql:"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.request().getProvider()).contains("providers:postgresql::postgres"));
    }

    @Test
    void theStackSaysWhereTheClientIs() {
        assertThat(stack.output("clients"))
                .isEqualTo(Map.of(
                        "client-1",
                        Map.of(
                                "name", "client-1",
                                "data", "client-1",
                                "url", "https://client-1.owndom.com",
                                "apiUrl", "https://client-1.owndom.com/api/v1",
                                "certificates", "owndom.com",
                                "database", "client_1_db",
                                "frontend", "client-1-frontend-1a2b3c4",
                                "backend", "client-1-backend-1a2b3c4")));
    }

    @Test
    void thePasswordIsInNoInputThatIsNotSecret() {
        assertThat(stack.resources()).allSatisfy(it -> it.inputs().forEach((input, value) -> {
            if (value.toString().contains(PASSWORD)) {
                assertThat(it.isSecret(input)).as("%s of %s", input, it).isTrue();
            }
        }));
    }
}
