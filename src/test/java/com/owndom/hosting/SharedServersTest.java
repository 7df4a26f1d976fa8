package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the clients of an estate share. */
class SharedServersTest {

    @TempDir
    private Path root;

    @Test
    void postgresqlKeepsItsDataAndListensOnLoopback() {
        var stack = empty();
        var volume = stack.only("docker:Volume", "postgres-data");
        assertThat(volume.isProtected()).isTrue();
        assertThat(volume.inputs()).containsEntry("name", "owndom_postgres_prod");
        var server = stack.only("docker:Container", "postgres");
        assertThat(server.inputs())
                .containsEntry("image", "postgres:17")
                .containsEntry(
                        "command",
                        List.of(
                                "postgres",
                                "-c",
                                "max_connections=200",
                                "-c",
                                "shared_buffers=256MB",
                                "-c",
                                "work_mem=4MB",
                                "-c",
                                "autovacuum_naptime=5min",
                                "-c",
                                "wal_level=logical",
                                "-c",
                                "max_slot_wal_keep_size=16GB"))
                .containsEntry("ports", List.of(Map.of("internal", 5432.0, "external", 5432.0, "ip", "127.0.0.1")))
                .containsEntry(
                        "volumes",
                        List.of(Map.of(
                                "volumeName", "owndom_postgres_prod", "containerPath", "/var/lib/postgresql/data")))
                .containsEntry(
                        "networksAdvanced",
                        List.of(
                                Map.of(
                                        "name",
                                        "owndom_data_prod",
                                        "ipv4Address",
                                        "10.90.96.2",
                                        "aliases",
                                        List.of("postgres")),
                                Map.of("name", "owndom_admin_prod")));
        assertThat(server.inputs().get("healthcheck")).asString().contains("pg_isready", "--host=127.0.0.1");
        assertThat(server.isSecret("uploads")).isTrue();
        assertThat(server.isDeletedBeforeReplacement()).isTrue();
    }

    @Test
    void postgresqlsProviderConnectsAfterTheServerAnswers() {
        var provider = empty().only("pulumi:providers:postgresql", "postgres");
        assertThat(provider.inputs())
                .containsEntry("host", "127.0.0.1")
                .containsEntry("sslmode", "disable")
                .hasEntrySatisfying("port", port -> assertThat(port.toString()).startsWith("5432"));
        assertThat(provider.waitsFor()).containsExactly("postgres-answering");
        assertThat(provider.isSecret("password")).isTrue();
        var answering = empty().only("docker:Container", "postgres-answering");
        assertThat(answering.waitsFor()).contains("data", "postgres");
        assertThat(answering.inputs().get("envs"))
                .isEqualTo(List.of("PGHOST=postgres", "START_SECONDS=120", "CONTAINER=id-of-postgres"));
    }

    @Test
    void nothingIsManagedOnAServerThatDoesNotAnswer() {
        var run = new StackRun().job("postgres-answering", 2, "postgres:5432 - no response\n");
        var stack =
                declare(run, new Project(root).clients("client-1").production().build(), new Client("client-1"));
        assertThat(stack.exceptions())
                .containsExactly(
                        """
                        postgres: the server did not answer within 120 seconds.
                            postgres:5432 - no response
                        Its data are untouched. Correct it and run the update again.\
                        """);
        assertThat(stack.has("postgresql:Role", "client-1")).isFalse();
    }

    @Test
    void noClientMayConnectToTheServersOwnDatabases() {
        var stack = empty();
        for (var database : List.of("postgres", "template1")) {
            var grant = stack.only("postgresql:Grant", database + "-closed");
            assertThat(grant.inputs())
                    .containsEntry("database", database)
                    .containsEntry("role", "public")
                    .containsEntry("privileges", List.of());
            assertThat(grant.isRetained()).isTrue();
        }
    }

    @Test
    void theProxyListensWhereTheStackSays() {
        var proxy = empty().only("docker:Container", "proxy");
        assertThat(proxy.inputs())
                .containsEntry("image", "nginx:1.30")
                .containsEntry("stopSignal", "SIGQUIT")
                .containsEntry(
                        "ports",
                        List.of(
                                Map.of("internal", 80.0, "external", 80.0, "ip", "127.0.0.1"),
                                Map.of("internal", 443.0, "external", 443.0, "ip", "127.0.0.1")))
                .containsEntry(
                        "networksAdvanced",
                        List.of(
                                Map.of("name", "owndom_edge_frontend_prod", "ipv4Address", "10.90.32.2"),
                                Map.of("name", "owndom_edge_backend_prod", "ipv4Address", "10.90.64.2")));
        assertThat(proxy.upload("/etc/nginx/nginx.conf")).contains("worker_shutdown_timeout 20m;");
        assertThat(proxy.inputs()).containsEntry("destroyGraceSeconds", 35.0);
    }

    @Test
    void onlyThePublicationMayWriteCertificates() {
        var stack = empty();
        assertThat(stack.only("docker:Volume", "certificates").inputs())
                .containsEntry("name", "owndom_certificates_prod");
        assertThat(stack.only("docker:Container", "proxy").inputs().get("volumes"))
                .asInstanceOf(LIST)
                .contains(Map.of(
                        "volumeName", "owndom_certificates_prod",
                        "containerPath", "/etc/nginx/certificates",
                        "readOnly", true));
        assertThat(stack.only("docker:Container", "publish").inputs().get("volumes"))
                .asInstanceOf(LIST)
                .contains(Map.of("volumeName", "owndom_certificates_prod", "containerPath", "/etc/nginx/certificates"));
    }

    @Test
    void withoutTlsThereIsOnePortAndNoCertificate() {
        var stack = declare(new Project(root).production().plainHttp().build());
        assertThat(stack.only("docker:Container", "proxy").inputs().get("ports"))
                .asInstanceOf(LIST)
                .hasSize(1);
        assertThat(stack.resources()).noneMatch(it -> it.urn().endsWith("::certificates"));
    }

    @Test
    void thePublicationRunsInTheProxysNamespaces() {
        var publish = empty().only("docker:Container", "publish");
        assertThat(publish.inputs())
                .containsEntry("pidMode", "container:id-of-proxy")
                .containsEntry("networkMode", "container:id-of-proxy")
                .containsEntry("restart", "no");
        assertThat(publish.isDeletedBeforeReplacement()).isFalse();
        assertThat(publish.variable("DRAIN_SECONDS")).isEqualTo("30");
    }

    @Test
    void thePublicationHasEverySite() {
        var project = new Project(root).clients("client-1", "client-2");
        var stack = declare(
                project.production().build(),
                new Client("client-1"),
                new Client("client-2", client -> client.noBackend().domain("two.example")));
        var publish = stack.only("docker:Container", "publish");
        assertThat(publish.released("sites/client-1.conf"))
                .contains("server_name client-1.owndom.com;", "server client-1-backend-1a2b3c4:4001 resolve");
        assertThat(publish.released("sites/client-2.conf")).contains("server_name two.example;");
        assertThat(publish.released("sites/client-1.apps"))
                .contains("client-1 backend client-1-backend-1a2b3c4 id-of-client-1-backend 4001 /api/health");
    }

    @Test
    void twoHundredClientsHaveTwoHundredTimesTheResources() {
        var names = IntStream.rangeClosed(1, 200).mapToObj(it -> "client-" + it).toList();
        var clients = names.stream()
                .map(name -> new Client(name, client -> client.noDatabase()
                        .frontend(app -> app.image("web:1"))
                        .backend(app -> app.image("api:1"))))
                .toArray(Client[]::new);
        var settings = new Project(root).production().build();
        var of200 = declare(settings, clients).resources().size();
        var of0 = empty().resources().size();
        assertThat(of200 - of0).isEqualTo(200 * 4);
    }

    @Test
    void aPreviewDeclaresTheSameResources() {
        var settings = new Project(root).clients("client-1").production().build();
        var update = declare(settings, new Client("client-1"));
        var preview = declare(new com.owndom.hosting.testing.StackRun().preview(), settings, new Client("client-1"))
                .sound();
        assertThat(preview.names()).isEqualTo(update.names());
    }

    @Test
    void aClientAtTheApexHasTheDomain() {
        var project = new Project(root)
                .file("apps/frontend/Dockerfile", "USER 1000")
                .file("apps/backend/Dockerfile", "USER 1000");
        var stack = declare(project.production().build(), new Client("portfolio", ClientBuilder::apex));
        assertThat(stack.only("docker:Container", "publish").released("sites/portfolio.conf"))
                .contains("server_name owndom.com;");
        assertThat(stack.only("docker:Network", "portfolio").inputs())
                .containsEntry("ipamConfigs", List.of(Map.of("subnet", "10.90.128.0/27")));
    }

    private DeclaredStack empty() {
        return declare(new Project(root).production().build());
    }
}
