package com.owndom.hosting.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.app.AppPlan.Mount;
import com.owndom.hosting.app.ImageBuild;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientPlanTest {

    @TempDir
    private Path root;

    private EstateSettings development;
    private EstateSettings production;

    @BeforeEach
    void writeProject() {
        var project = new Project(root).clients("client-1").file("packages/shared/package.json", "{}");
        development = project.development().build();
        production = project.production().build();
    }

    @Test
    void aNameAloneIsEnough() {
        var client = client(production, UnaryOperator.identity());
        assertThat(client.number()).isEqualTo(1);
        assertThat(client.host()).isEqualTo("client-1.owndom.com");
        assertThat(client.url()).isEqualTo("https://client-1.owndom.com");
        assertThat(client.database()).contains(Database.conventional());
        assertThat(client.initDirectory()).isEqualTo("tools/database/clients/client-1/init");
        assertThat(client.hasBothApps()).isTrue();
    }

    @Test
    void appsFollowTheGuideInProduction() {
        var backend = backend(production, UnaryOperator.identity());
        assertThat(backend.name()).isEqualTo("client-1-backend");
        assertThat(backend.port()).isEqualTo(4001);
        assertThat(backend.health().path()).isEqualTo("/api/health");
        assertThat(backend.build())
                .contains(new ImageBuild(
                        ".",
                        "apps/client-1/backend/Dockerfile",
                        "production",
                        Map.of(),
                        List.of("apps/client-1/backend", "packages")));
        assertThat(backend.image().value()).matches("owndom/client-1-backend:production-[0-9a-f]{12}");
        assertThat(backend.app().memory()).isEqualTo("512m");
        assertThat(backend.app().cpus()).isEqualTo("1.0");
        assertThat(backend.containerName()).isEmpty();
        assertThat(backend.hostPort()).isEmpty();
        assertThat(backend.mounts()).isEmpty();
        assertThat(backend.isFixed()).isFalse();
    }

    @Test
    void appsFollowTheGuideInDevelopment() {
        var frontend = client(development, UnaryOperator.identity()).frontend().orElseThrow();
        assertThat(frontend.port()).isEqualTo(3001);
        assertThat(frontend.health().path()).isEqualTo("/");
        assertThat(frontend.image().value()).matches("owndom/client-1-frontend:development-[0-9a-f]{12}");
        assertThat(frontend.containerName()).contains("owndom_client_1_frontend_dev");
        assertThat(frontend.hostPort()).contains(3001);
        assertThat(frontend.isFixed()).isTrue();
        assertThat(frontend.mounts())
                .containsExactly(
                        new Mount("/app/apps/client-1/frontend", Optional.of(root + "/apps/client-1/frontend")),
                        new Mount("/app/packages", Optional.of(root + "/packages")),
                        new Mount("/app/apps/client-1/frontend/.next", Optional.empty()));
    }

    @Test
    void appsReceiveTheGuidesVariables() {
        assertThat(backend(development, UnaryOperator.identity()).environment())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("PORT", "4001"),
                        Map.entry("NODE_ENV", "development"),
                        Map.entry("CLIENT_NAME", "client-1"),
                        Map.entry("PUBLIC_URL", "http://client-1.owndom.localhost:8080"),
                        Map.entry("API_URL", "http://client-1.owndom.localhost:8080/api/v1"),
                        Map.entry("CORS_ORIGIN", "http://client-1.owndom.localhost:8080"),
                        Map.entry("CLIENT_1_URL", "http://client-1.owndom.localhost:8080"),
                        Map.entry("CLIENT_1_API_URL", "http://client-1.owndom.localhost:8080/api/v1"),
                        Map.entry("CLIENT_1_FRONTEND_PORT", "3001"),
                        Map.entry("CLIENT_1_BACKEND_PORT", "4001"),
                        Map.entry("CLIENT_1_DB_NAME", "client_1_db")));
    }

    @Test
    void noVariableIsOfAPartThatIsNotThere() {
        var frontend = client(production, ClientBuilder::noBackend).frontend().orElseThrow();
        assertThat(frontend.environment())
                .doesNotContainKeys("CLIENT_1_BACKEND_PORT", "CLIENT_1_DB_NAME")
                .containsEntry("CLIENT_1_FRONTEND_PORT", "3001");
    }

    @Test
    void theApexIsAtTheDomainItself() {
        var settings = new Project(root)
                .file("apps/backend/Dockerfile", "")
                .production()
                .build();
        var client = ClientPlan.of(
                new EstateName("owndom", settings.stack()), settings, new Client("portfolio", ClientBuilder::apex));
        assertThat(client.host()).isEqualTo("owndom.com");
        assertThat(client.number()).isZero();
        assertThat(client.backend().orElseThrow().port()).isEqualTo(4000);
        assertThat(client.backend().orElseThrow().build().orElseThrow().dockerfile())
                .isEqualTo("apps/backend/Dockerfile");
    }

    @Test
    void aDomainOfItsOwnIsForProductionAlone() {
        UnaryOperator<ClientBuilder> options = client -> client.domain("bakery.example");
        assertThat(client(production, options).host()).isEqualTo("bakery.example");
        assertThat(client(development, options).host()).isEqualTo("client-1.owndom.localhost");
    }

    @Test
    void aNumberOfItsOwnGivesThePorts() {
        var client = client(production, it -> it.number(77));
        assertThat(client.frontend().orElseThrow().port()).isEqualTo(3077);
        assertThat(client.backend().orElseThrow().port()).isEqualTo(4077);
    }

    @Test
    void withoutABackendThereIsNoDatabase() {
        var client = client(production, ClientBuilder::noBackend);
        assertThat(client.backend()).isEmpty();
        assertThat(client.database()).isEmpty();
        assertThat(client.hasBothApps()).isFalse();
    }

    @Test
    void withoutAFrontendTheBackendRemains() {
        var client = client(production, ClientBuilder::noFrontend);
        assertThat(client.apps()).extracting(AppPlan::name).containsExactly("client-1-backend");
        assertThat(client.database()).isPresent();
    }

    @Test
    void aPublishedImageIsNotBuiltAndNotMounted() {
        var backend = backend(development, app -> app.backend(it -> it.image("api:2.3.1")));
        assertThat(backend.image().value()).isEqualTo("api:2.3.1");
        assertThat(backend.build()).isEmpty();
        assertThat(backend.mounts()).isEmpty();
    }

    @Test
    void aBuildCanBeChangedInEveryPart() {
        var backend = backend(
                production,
                client -> client.backend(app -> app.dockerfile("api/Dockerfile")
                        .context("api")
                        .target("server")
                        .arguments(Map.of("VERSION", "2"))
                        .sources("api", "shared")));
        assertThat(backend.build())
                .contains(new ImageBuild(
                        "api", "api/Dockerfile", "server", Map.of("VERSION", "2"), List.of("api", "shared")));
        assertThat(backend.image().value()).startsWith("owndom/client-1-backend:server-");
    }

    @Test
    void anAppsOwnPortIsInsideItsContainerOnly() {
        var backend = backend(development, client -> client.backend(app -> app.port(8000)));
        assertThat(backend.port()).isEqualTo(8000);
        assertThat(backend.hostPort()).contains(4001);
        assertThat(backend.environment()).containsEntry("PORT", "8000").containsEntry("CLIENT_1_BACKEND_PORT", "8000");
    }

    @Test
    void anAppsOwnVariablesWin() {
        var backend = backend(
                production,
                client -> client.backend(
                        app -> app.environment("NODE_ENV", "staging").environment("LOG", "debug")));
        assertThat(backend.environment()).containsEntry("NODE_ENV", "staging").containsEntry("LOG", "debug");
    }

    @Test
    void nothingIsMountedThatIsNotThere() throws IOException {
        Files.delete(root.resolve("packages/shared/package.json"));
        Files.delete(root.resolve("packages/shared"));
        Files.delete(root.resolve("packages"));
        var plan = ClientPlan.of(new EstateName("owndom", development.stack()), development, new Client("client-1"));
        assertThat(plan.backend().orElseThrow().mounts())
                .extracting(Mount::path)
                .doesNotContain("/app/packages");
    }

    @Test
    void buildOutputIsKeptOutOfTheMount() {
        var backend = backend(development, client -> client.backend(app -> app.buildOutput("dist", "cache")));
        assertThat(backend.mounts())
                .extracting(Mount::path)
                .containsExactly(
                        "/app/apps/client-1/backend",
                        "/app/packages",
                        "/app/apps/client-1/backend/dist",
                        "/app/apps/client-1/backend/cache");
    }

    @Test
    void initSqlCanBeElsewhere() {
        var client = client(production, it -> it.database(db -> db.withInit("sql")));
        assertThat(client.initDirectory()).isEqualTo("sql");
    }

    private static ClientPlan client(EstateSettings settings, UnaryOperator<ClientBuilder> options) {
        return ClientPlan.of(new EstateName("owndom", settings.stack()), settings, new Client("client-1", options));
    }

    private static AppPlan backend(EstateSettings settings, UnaryOperator<ClientBuilder> options) {
        return client(settings, options).backend().orElseThrow();
    }
}
