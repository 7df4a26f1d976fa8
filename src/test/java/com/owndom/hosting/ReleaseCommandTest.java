package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that has to succeed before a new version starts. */
class ReleaseCommandTest {

    private static final Client CLIENT = migrating("client-1");
    private static final Client OTHER = new Client("client-2");

    @TempDir
    private Path root;

    private Project project;

    private static Client migrating(String name) {
        return new Client(
                name,
                client -> client.backend(app -> app.volume("uploads", "/var/uploads")
                        .environment("LOG_LEVEL", "info")
                        .release("node", "migrate.js")));
    }

    @BeforeEach
    void writeProject() {
        project = new Project(root)
                .clients("client-1", "client-2")
                .file("tools/database/clients/client-1/init/01.sql", "SELECT 1;");
    }

    private DeclaredStack run(StackRun run) {
        return declare(run, project.production().build(), CLIENT, OTHER);
    }

    @Test
    void itRunsWithAllThatTheAppHas() {
        var stack = run(new StackRun()).sound();
        var release = stack.only("docker:Container", "client-1-backend-release");
        var app = stack.only("docker:Container", "client-1-backend");
        assertThat(release.inputs()).containsEntry("command", List.of("node", "migrate.js"));
        for (var same : List.of("image", "networksAdvanced", "volumes", "memory", "cpus")) {
            assertThat(release.inputs().get(same))
                    .as(same)
                    .isEqualTo(app.inputs().get(same));
        }
        assertThat(release.list("envs")).containsAll(app.list("envs"));
        assertThat(release.isSecret("envs")).isTrue();
        assertThat(release.inputs()).doesNotContainKeys("healthcheck", "ports", "name");
    }

    @Test
    void itRunsAfterInitSqlAndBeforeTheApp() {
        var stack = run(new StackRun()).sound();
        assertThat(stack.only("docker:Container", "client-1-backend-release").waitsFor())
                .contains("client-1-init");
        assertThat(stack.only("docker:Container", "client-1-backend").waitsFor())
                .contains("client-1-backend-release");
    }

    @Test
    void aFailureStopsItsClientAloneAndIsTold() {
        var before = Map.of("client-1", Map.of("name", "client-1", "backend", "client-1-backend-old"));
        var run = new StackRun()
                .lastClients(before)
                .job("client-1-backend-release", 7, "connecting\nError: column exists\n");
        var stack = run(run).wellFormed();
        assertThat(stack.result().errors())
                .containsExactly(
                        """
                        client-1's backend: its release command `node migrate.js` ended with exit code 7, so the new version was not started. Its last lines:
                            connecting
                            Error: column exists
                        What served before still serves. Correct it and run the update again: the command runs again too.""");
        assertThat(stack.has("docker:Container", "client-1-backend")).isFalse();
        assertThat(stack.has("docker:Container", "client-1-frontend")).isFalse();
        assertThat(stack.has("docker:Container", "client-2-backend")).isTrue();
        var publication = stack.only("docker:Container", "publish");
        assertThat(publication.released("kept")).isEqualTo("client-1\n");
        assertThat(publication.released("sites/client-2.apps")).contains("client-2 backend");
        assertThat(stack.jobs())
                .containsOnlyKeys("postgres-answering", "client-1-init", "publish", "certificate-settings");
        assertThat(stack.output("clients"))
                .asInstanceOf(map(String.class, Object.class))
                .containsEntry("client-1", before.get("client-1"));
    }

    @Test
    void oneThatSucceededDoesNotRunAgainAndOneThatFailedDoes() {
        var first = run(new StackRun());
        var second = run(new StackRun().afterFailed(first));
        assertThat(trigger(second)).isEqualTo(trigger(first));
        var failed = run(new StackRun().job("client-1-backend-release", 1, ""));
        var repeated = run(new StackRun().afterFailed(failed));
        assertThat(trigger(repeated)).isNotEqualTo(trigger(failed));
    }

    @Test
    void inDevelopmentAChangeOfTheSourcesIsANewVersion() {
        var first = declare(new StackRun(), project.development().build(), CLIENT);
        project.file("apps/client-1/backend/migrate.js", "// adds a column");
        var second =
                declare(new StackRun().afterFailed(first), project.development().build(), CLIENT);
        assertThat(trigger(second)).isNotEqualTo(trigger(first));
    }

    @Test
    void aCommandWithoutAProgramAndALimitOutOfRangeAreRefused() {
        var client = new Client("client-1", it -> it.backend(app -> app.release())
                .frontend(app -> app.release(Duration.ofHours(2), "node", "warm.js")));
        assertThat(declare(new StackRun(), project.production().build(), client).exceptions())
                .singleElement()
                .asString()
                .contains(
                        "client-1's backend: release command \"\": names no program",
                        "client-1's frontend: release limit of 7200 s");
    }

    private static String trigger(DeclaredStack stack) {
        return stack.only("docker:Container", "client-1-backend-release").label("trigger");
    }
}
