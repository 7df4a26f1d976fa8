package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.job.ServedVersion;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back to a version that served before. */
class RollbackTest {

    private static final String BACK = "backend=api:1 since 2026-11-23T10:00:00Z";

    @TempDir
    private Path root;

    private Project project;

    @BeforeEach
    void writeProject() {
        project = new Project(root);
    }

    private static Client client(String image) {
        return new Client("client-1", client -> client.noFrontend().noDatabase().backend(app -> app.image(image)
                .release("node", "migrate.js")));
    }

    private DeclaredStack rolledBack(StackRun run, String image) {
        return declare(run, project.production().rollback("client-1", BACK).build(), client(image))
                .sound();
    }

    private StackRun after(DeclaredStack last) {
        return new StackRun().last("rollbacks", last.output("rollbacks")).last("versions", last.output("versions"));
    }

    private static String image(DeclaredStack stack) {
        return (String)
                stack.only("docker:Container", "client-1-backend").inputs().get("image");
    }

    private static Stream<String> images(DeclaredStack stack) {
        var versions = (Map<?, ?>) stack.output("versions");
        return ((List<?>) versions.get("client-1"))
                .stream().map(it -> ServedVersion.parse((String) it).images());
    }

    @Test
    void anotherEnvironmentIsAnotherVersionOfTheSameImages() {
        var first = declare(new StackRun(), project.production().build(), client("api:1"));
        var second =
                declare(after(first), project.production().build(), new Client("client-1", client -> client.noFrontend()
                        .noDatabase()
                        .backend(app -> app.image("api:1")
                                .environment("LOG_LEVEL", "debug")
                                .release("node", "migrate.js"))));
        assertThat(images(second)).containsExactly("backend=api:1", "backend=api:1");
    }

    @Test
    void whatServedIsRememberedOnceItIsPublished() {
        var first = declare(new StackRun(), project.production().build(), client("api:1"));
        var second = declare(after(first), project.production().build(), client("api:2"));
        assertThat(images(second)).containsExactly("backend=api:1", "backend=api:2");
        var failed = declare(
                after(second).job("publish", 3, "FAILED client-1 backend c http://c:1/ refused\n"),
                project.production().build(),
                client("api:3"));
        assertThat(failed.output("versions")).isEqualTo(second.output("versions"));
        var refused = declare(
                after(second).job("client-1-backend-release", 1, ""),
                project.production().build(),
                client("api:3"));
        assertThat(refused.output("versions")).isEqualTo(second.output("versions"));
    }

    @Test
    void theOldImageRunsWithoutItsReleaseCommand() {
        var versions = Map.of("client-1", List.of("backend=api:1", "backend=api:2"));
        var stack = rolledBack(new StackRun().last("versions", versions), "api:2");
        assertThat(image(stack)).isEqualTo("api:1");
        assertThat(stack.has("docker:Container", "client-1-backend-release")).isFalse();
        assertThat(images(stack)).containsExactly("backend=api:1");
        assertThat(stack.output("rollbacks"))
                .isEqualTo(Map.of("client-1", Map.of("rollback", BACK, "from", "backend=api:2", "state", "active")));
    }

    @Test
    void itLastsUntilTheProgramHasAnotherVersion() {
        var first = rolledBack(new StackRun(), "api:2");
        var same = rolledBack(after(first), "api:2");
        assertThat(image(same)).isEqualTo("api:1");
        var next = rolledBack(after(same), "api:3");
        assertThat(image(next)).isEqualTo("api:3");
        assertThat(next.output("rollbacks"))
                .asInstanceOf(map(String.class, Map.class))
                .extractingByKey("client-1")
                .asInstanceOf(map(String.class, String.class))
                .containsEntry("state", "over");
        assertThat(image(rolledBack(after(next), "api:3"))).isEqualTo("api:3");
    }

    @Test
    void anotherRollbackToTheSameVersionBeginsAnew() {
        var over = rolledBack(after(rolledBack(new StackRun(), "api:2")), "api:3");
        var again = project.production()
                .rollback("client-1", "backend=api:1 since 2026-11-24T10:00:00Z")
                .build();
        assertThat(image(declare(after(over), again, client("api:3")))).isEqualTo("api:1");
    }

    @Test
    void anImageThatWasBuiltIsNotBuiltAgain() {
        project.clients("client-1");
        var conventional = new Client("client-1", ClientBuilder::noFrontend);
        var settings = project.production().rollback("client-1", BACK).build();
        var stack = declare(new StackRun(), settings, conventional).sound();
        assertThat(image(stack)).isEqualTo("api:1");
        assertThat(stack.has("docker:RemoteImage", "client-1-backend")).isFalse();
    }

    @Test
    void whatCannotBeRolledBackIsRefused() {
        assertRefused(project.production().rollback("client-9", BACK), "client-9: a rollback", "no such client");
        assertRefused(project.development().rollback("client-1", BACK), "client-1: a rollback", "sources are mounted");
    }

    private static void assertRefused(TestSettings settings, String... message) {
        assertThat(declare(new StackRun(), settings.build(), client("api:1")).exceptions())
                .singleElement()
                .asString()
                .contains(message);
    }
}
