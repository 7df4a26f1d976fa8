package com.owndom.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.app.AppConfinement;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every container of an estate, whatever it is for. */
class ConfinementTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyContainerGivesUpWhatItDoesNotNeed(boolean production) {
        assertThat(containers(production)).isNotEmpty().allSatisfy(it -> {
            assertThat(capabilities(it).get("drops")).isEqualTo(List.of("ALL"));
            assertThat(it.list("securityOpts")).containsExactly("no-new-privileges");
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyContainerIsLimited(boolean production) {
        assertThat(containers(production)).allSatisfy(it -> assertThat(it.inputs())
                .containsKeys("memory", "cpus")
                .containsEntry("memorySwap", it.inputs().get("memory"))
                .containsEntry("logDriver", "json-file")
                .containsEntry("logOpts", Map.of("max-size", "10m", "max-file", "3")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatKeepsRunningSaysHowManyProcessesItMayHave(boolean production) {
        assertThat(containers(production))
                .filteredOn(it -> "unless-stopped".equals(it.inputs().get("restart")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.list("labels").toString()).contains("com.owndom.processes"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noContainerReachesTheDockerDaemon(boolean production) {
        assertThat(declared(production).resources())
                .filteredOn(it -> !it.type().startsWith("pulumi:providers:"))
                .allSatisfy(it -> assertThat(it.inputs().toString()).doesNotContain("docker.sock"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theServersKeepWhatTheirImagesNeed(boolean production) {
        assertThat(capabilities(container(production, "proxy")).get("adds"))
                .isEqualTo(List.of("CAP_CHOWN", "CAP_KILL", "CAP_NET_BIND_SERVICE", "CAP_SETGID", "CAP_SETUID"));
        assertThat(capabilities(container(production, "postgres")).get("adds"))
                .isEqualTo(List.of("CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_SETGID", "CAP_SETUID"));
        assertThat(capabilities(container(production, "client-1-init")).get("adds"))
                .isEqualTo(List.of());
    }

    @Test
    void inProductionAnAppWritesToMemoryAlone() {
        var backend = container(true, "client-1-backend");
        var half = "rw,noexec,nosuid,nodev,mode=1777,size=256m";
        assertThat(backend.inputs())
                .containsEntry("readOnly", true)
                .containsEntry("tmpfs", Map.of("/tmp", half, "/run", half))
                .doesNotContainKey("user");
        assertThat(capabilities(backend).get("adds")).isEqualTo(List.of());
    }

    @Test
    void inDevelopmentAnAppWritesToItsSources() {
        var backend = container(false, "client-1-backend");
        assertThat(backend.inputs()).doesNotContainKeys("readOnly", "tmpfs");
        assertThat((List<?>) capabilities(backend).get("adds"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("CAP_DAC_OVERRIDE", "CAP_CHOWN");
    }

    @Test
    void whatAnAppMayDoCanBeSaid() {
        var stack = declare(published(), it -> it.withUser("999:999").withWritable("/cache"));
        assertThat(stack.only("docker:Container", "client-1-backend").inputs())
                .containsEntry("user", "999:999")
                .extractingByKey("tmpfs", InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("/tmp", "/run", "/cache");
        var writable =
                declare(published(), AppConfinement::withWritableRoot).only("docker:Container", "client-1-backend");
        assertThat(writable.inputs()).doesNotContainKeys("readOnly", "tmpfs");
    }

    @Test
    void anImageThatIsRootGetsNoVisitors() {
        var run = published().imageUser("client-1-backend", "");
        var refused = run(run, UnaryOperator.identity());
        assertThat(refused.result().errors())
                .containsExactly(
                        """
                        client-1's backend: its image api:1 runs as root, so the new version gets no visitors. What served before still serves.
                        Write withUser("1000:1000") in confinement(…), or withRoot("…") with the reason, and run the update again.\
                        """);
    }

    @Test
    void anImageMayBeRootForAReasonWithWhatThatTakes() {
        var run = published().imageUser("client-1-backend", "");
        var backend = declare(run, it -> it.withRoot("becomes www-data")).only("docker:Container", "client-1-backend");
        assertThat(capabilities(backend).get("adds"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("CAP_SETUID")
                .doesNotContain("CAP_NET_RAW");
        assertThat(backend.inputs()).containsEntry("readOnly", true);
    }

    @ParameterizedTest
    @CsvSource({
        "FROM node:24,names no user; so its image may run as root",
        "USER root,USER root is root; or known to the build alone",
        "USER $UID,USER $UID is root; or known to the build alone"
    })
    void aDockerfileNamesAUserInProduction(String dockerfile, String rule) {
        var project = new Project(root).clients("client-1").file("apps/client-1/backend/Dockerfile", dockerfile);
        assertThatThrownBy(() -> ClientsUnderTest.declare(project.production().build(), new Client("client-1")))
                .hasMessageContaining(
                        "client-1's backend: Dockerfile \"apps/client-1/backend/Dockerfile\": "
                                + rule.replace(';', ',')
                                + "; end its stage production with USER 1000:1000, or write withUser(\"1000:1000\") in confinement(…), or withRoot(\"…\") with the reason");
        ClientsUnderTest.declare(project.development().build(), new Client("client-1"));
    }

    private static StackRun published() {
        return new StackRun();
    }

    private DeclaredStack declare(StackRun run, UnaryOperator<AppConfinement> backend) {
        return run(run, backend).sound();
    }

    private DeclaredStack run(StackRun run, UnaryOperator<AppConfinement> backend) {
        var client = new Client("client-1", it -> it.noFrontend()
                .backend(app -> app.image("api:1").confinement(backend)));
        return ClientsUnderTest.declare(run, new Project(root).production().build(), client);
    }

    private List<Declared> containers(boolean production) {
        return declared(production).resources().stream()
                .filter(it -> it.type().equals("docker:index/container:Container"))
                .toList();
    }

    private Declared container(boolean production, String name) {
        return declared(production).only("docker:Container", name);
    }

    private DeclaredStack declared(boolean production) {
        var project = new Project(root)
                .clients("client-1")
                .file("tools/database/clients/client-1/init/01-tables.sql", "CREATE TABLE a ();");
        Function<Project, TestSettings> environment = production ? Project::production : Project::development;
        return ClientsUnderTest.declare(environment.apply(project).build(), new Client("client-1"));
    }

    private static Map<?, ?> capabilities(Declared container) {
        return (Map<?, ?>) container.inputs().get("capabilities");
    }
}
