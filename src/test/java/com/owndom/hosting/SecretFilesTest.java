package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabasePassword;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an app that wants its secrets as files declares. */
class SecretFilesTest {

    private static final String JOB = "client-1-backend-secrets";
    private static final String PASSWORD = DatabasePassword.of(TestSettings.MASTER_SECRET, "client_1", 1);

    private static final PostgresSettings NEWER =
            new PostgresSettings("postgres:17.2", 5432, 200, "256MB", "4MB", "2g");

    @TempDir
    private Path root;

    @Test
    void theBackendKnowsThePathsAndNoSecret() {
        var backend = declared(new StackRun()).only("docker:Container", "client-1-backend");
        assertThat(backend.variable("DATABASE_URL_FILE")).isEqualTo("/run/secrets/database-url");
        assertThat(backend.variable("STRIPE_KEY_FILE")).isEqualTo("/run/secrets/stripe-key");
        assertThat(backend.variable("SECRETS_VERSION")).matches("[0-9a-f]{12}");
        assertThat(backend.inputs().toString()).doesNotContain(PASSWORD, "hidden", "DATABASE_URL=", "STRIPE_KEY=");
        assertThat(backend.isSecret("envs")).isFalse();
        assertThat(backend.list("volumes"))
                .containsExactly(Map.of(
                        "volumeName", "owndom_client_1_backend-secrets_prod",
                        "containerPath", "/run/secrets",
                        "readOnly", true));
        assertThat(backend.waitsFor()).contains(JOB);
    }

    @Test
    void theBackendIsReplacedWhenASecretIsAnotherAndThenAlone() {
        var before = version(settings("hidden"));
        assertThat(version(settings("hidden").postgres(NEWER))).isEqualTo(before);
        assertThat(version(settings("other"))).isNotEqualTo(before);
    }

    @Test
    void aJobWritesThemForTheAppsUserAlone() {
        var stack = declared(new StackRun());
        var job = stack.only("docker:Container", JOB);
        assertThat(job.upload("/staged/files/stripe-key")).isEqualTo("hidden");
        assertThat(job.upload("/staged/files/database-url")).contains(PASSWORD);
        assertThat(job.isSecret("uploads")).isTrue();
        assertThat(job.variable("OWNER")).isEqualTo("1000:1000");
        assertThat(job.inputs()).containsEntry("networkMode", "none").doesNotContainKey("networksAdvanced");
        assertThat(stack.jobs()).containsKey(JOB);
    }

    @Test
    void withoutThemTheBackendIsNotStarted() {
        var stack = declared(new StackRun().job(JOB, 1, "no space left"));
        assertThat(stack.has("docker:Container", "client-1-backend")).isFalse();
        assertThat(stack.result().errors())
                .containsExactly(
                        "client-1's backend: its secrets could not be written, so it was not started.\n    no space left");
    }

    @Test
    void anAppWithoutSecretsHasNoFiles() {
        var client = new Client("client-1", it -> it.frontend(AppBuilder::secretFiles));
        var stack = declare(new Project(root).clients("client-1").production().build(), client);
        assertThat(stack.has("docker:Container", "client-1-frontend-secrets")).isFalse();
    }

    private String version(TestSettings settings) {
        return declared(new StackRun(), settings)
                .only("docker:Container", "client-1-backend")
                .variable("SECRETS_VERSION");
    }

    private TestSettings settings(String secret) {
        return new Project(root).clients("client-1").production().secret("client-1", "STRIPE_KEY", secret);
    }

    private DeclaredStack declared(StackRun run) {
        return declared(run, settings("hidden"));
    }

    private static DeclaredStack declared(StackRun run, TestSettings settings) {
        var client =
                new Client("client-1", it -> it.backend(app -> app.secretFiles().secretEnvironment("STRIPE_KEY")));
        return declare(run, settings.build(), client).wellFormed();
    }
}
