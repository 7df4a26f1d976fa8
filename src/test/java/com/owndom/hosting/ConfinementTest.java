package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        return declare(environment.apply(project).build(), new Client("client-1"));
    }

    private static Map<?, ?> capabilities(Declared container) {
        return (Map<?, ?>) container.inputs().get("capabilities");
    }
}
