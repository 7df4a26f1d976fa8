package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabasePassword;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change of the master secret declares. */
class RotationTest {

    private static final String JOB = "postgres-rotation";
    private static final String PREVIOUS = "fedcba9876543210fedcba9876543210";
    private static final String OLD = DatabasePassword.of(PREVIOUS, "postgres", 1);
    private static final String NEW = DatabasePassword.of(TestSettings.MASTER_SECRET, "postgres", 1);

    @TempDir
    private Path root;

    @Test
    void theSuperusersPasswordIsChangedBeforeAnythingElseIsOnTheServer() {
        var stack = declare(settings(), new Client("client-1"));
        var job = stack.only("docker:Container", JOB);
        assertThat(job.upload("/rotation/previous")).isEqualTo("*:*:*:*:" + OLD + "\n");
        assertThat(job.upload("/rotation/current")).isEqualTo("*:*:*:*:" + NEW + "\n");
        assertThat(job.upload("/rotation/change.sql")).contains("ALTER ROLE postgres PASSWORD '" + NEW + "';");
        assertThat(job.isSecret("uploads")).isTrue();
        assertThat(job.waitsFor()).contains("postgres-answering");
        assertThat(stack.only("pulumi:providers:postgresql", "postgres").waitsFor())
                .contains(JOB);
        assertThat(stack.jobs()).containsKey(JOB);
    }

    @Test
    void theServerIsNotReplacedForItsPassword() {
        var server = declare(settings(), new Client("client-1")).only("docker:Container", "postgres");
        assertThat(server.request().getIgnoreChangesList()).containsExactly("uploads");
    }

    @Test
    void withoutAPreviousSecretThereIsNoJob() {
        var settings = new Project(root).clients("client-1").production().build();
        assertThat(declare(settings, new Client("client-1")).has("docker:Container", JOB))
                .isFalse();
    }

    @Test
    void aWrongPreviousSecretIsSaidBeforeAnythingIsDone() {
        var run = new StackRun().job(JOB, 2, "psql: error: password authentication failed\n");
        var stack = declare(run, settings(), new Client("client-1"));
        assertThat(stack.exceptions())
                .containsExactly(
                        """
                        previousMasterSecret: PostgreSQL knows neither its password nor that of masterSecret. No password was changed.
                            psql: error: password authentication failed
                        Set previousMasterSecret to the secret of the last update that succeeded and run the update again.\
                        """);
        assertThat(stack.has("postgresql:Role", "client-1")).isFalse();
    }

    private EstateSettings settings() {
        return new Project(root)
                .clients("client-1")
                .production()
                .previousMasterSecret(PREVIOUS)
                .build();
    }
}
