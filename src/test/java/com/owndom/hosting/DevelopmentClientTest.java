package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one line of the program declares on a person's own machine. */
class DevelopmentClientTest {

    @TempDir
    private Path root;

    private DeclaredStack stack;

    @BeforeEach
    void declareClient() {
        var settings = new Project(root).clients("client-1").development().build();
        stack = declare(settings, new Client("client-1"));
    }

    @Test
    void namesAndPortsAreTheGuides() {
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.inputs())
                .containsEntry("name", "owndom_client_1_backend_dev")
                .containsEntry("ports", List.of(Map.of("internal", 4001.0, "external", 4001.0, "ip", "127.0.0.1")));
        var frontend = stack.only("docker:Container", "client-1-frontend");
        assertThat(frontend.inputs())
                .containsEntry("name", "owndom_client_1_frontend_dev")
                .containsEntry("ports", List.of(Map.of("internal", 3001.0, "external", 3001.0, "ip", "127.0.0.1")));
    }

    @Test
    void aReplacementWaitsForItsPredecessorToGo() {
        assertThat(stack.only("docker:Container", "client-1-backend").isDeletedBeforeReplacement())
                .isTrue();
    }

    @Test
    void theSourcesAreMountedAndBuildOutputIsNot() {
        assertThat(stack.only("docker:Container", "client-1-frontend").list("volumes"))
                .contains(
                        Map.of(
                                "containerPath",
                                "/app/apps/client-1/frontend",
                                "hostPath",
                                root + "/apps/client-1/frontend"),
                        Map.of("containerPath", "/app/apps/client-1/frontend/.next"));
    }

    @Test
    void imagesAreBuiltFromTheDevelopmentTarget() {
        assertThat(stack.only("docker:RemoteImage", "client-1-backend").inputs().get("build"))
                .asString()
                .contains("target=development");
    }

    @Test
    void addressesHaveTheProxysPort() {
        var backend = stack.only("docker:Container", "client-1-backend");
        assertThat(backend.variable("PUBLIC_URL")).isEqualTo("http://client-1.owndom.localhost:8080");
        assertThat(backend.variable("NODE_ENV")).isEqualTo("development");
    }

    @Test
    void withoutInitSqlThereIsNoJob() {
        assertThat(stack.has("docker:Container", "client-1-init")).isFalse();
    }

    @Test
    void everyHostPortIsOnLoopback() {
        assertThat(stack.resources())
                .filteredOn(it -> it.inputs().containsKey("ports"))
                .hasSize(4)
                .allSatisfy(it -> assertThat(it.list("ports").toString()).contains("ip=127.0.0.1"));
    }
}
