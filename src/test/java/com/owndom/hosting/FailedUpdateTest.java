package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person reads when an update fails, and what is left for the next one. */
class FailedUpdateTest {

    @TempDir
    private Path root;

    private EstateSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root)
                .clients("client-1")
                .file("tools/database/clients/client-1/init/01.sql", "SELEKT 1;")
                .production()
                .build();
    }

    @Test
    void aBrokenRuleDeclaresNothingAtAll() {
        var stack = declare(new StackRun(), settings, new Client("client-1"), new Client("Client_2"));
        assertThat(stack.resources()).isEmpty();
        assertThat(stack.exceptions()).singleElement().asString().contains("nothing was changed", "Client_2");
    }

    @Test
    void anAppThatDoesNotAnswerFailsTheUpdateWithItsLastLines() {
        var run = new StackRun()
                .job(
                        "publish",
                        3,
                        "FAILED client-1 backend client-1-backend-1a2b3c4 http://client-1-backend-1a2b3c4:4001/api/health curl: (7) refused\n")
                .printed("client-1-backend-1a2b3c4", "starting", "Error: no such table");
        var stack = declare(run, settings, new Client("client-1")).wellFormed();
        assertThat(stack.result().errors())
                .containsExactly(
                        """
                        client-1's new backend never answered GET http://client-1-backend-1a2b3c4:4001/api/health: curl: (7) refused
                          the last lines of client-1-backend-1a2b3c4:
                            starting
                            Error: no such table
                        Nothing was switched: what served before still serves. Correct it and run the update again.""");
    }

    @Test
    void aSilentAppIsSaidToHavePrintedNothing() {
        var run = new StackRun().job("publish", 3, "FAILED client-1 backend gone http://gone:4001/ refused\n");
        var stack = declare(run, settings, new Client("client-1"));
        assertThat(stack.result().errors()).singleElement().asString().contains("    (it printed nothing)");
    }

    @Test
    void whatCannotBeReadHidesNothingElse() {
        var run = new StackRun()
                .job("publish", 3, "FAILED client-1 backend unreadable http://unreadable:4001/ refused\n");
        var stack = declare(run, settings, new Client("client-1"));
        assertThat(stack.exceptions()).isEmpty();
        assertThat(stack.result().errors())
                .singleElement()
                .asString()
                .contains(
                        "client-1's new backend never answered GET http://unreadable:4001/: refused",
                        "    what it printed cannot be read: Cannot connect to the Docker daemon",
                        "Nothing was switched");
    }

    @Test
    void aConfigurationThatNginxRefusesIsShown() {
        var run = new StackRun().job("publish", 2, "nginx: [emerg] unknown directive \"oops\"\n");
        var stack = declare(run, settings, new Client("client-1"));
        assertThat(stack.result().errors())
                .containsExactly(
                        "nginx refuses the new configuration; what served before still serves.\nnginx: [emerg] unknown directive \"oops\"");
    }

    @Test
    void aConfigurationThatNginxRefusesIsToldWithTheClientWhoseItIs() {
        var line =
                "nginx: [emerg] unknown directive \"oops\" in /etc/nginx/estate/releases/1-2/sites/client-1.conf:7\n";
        var run = new StackRun().job("publish", 2, line + line);
        assertThat(declare(run, settings, new Client("client-1")).result().errors())
                .singleElement()
                .asString()
                .startsWith("nginx refuses the new configuration of client-1; what served before still serves.\n");
    }

    @Test
    void anyOtherEndOfThePublicationIsToldWithItsCode() {
        var run = new StackRun().job("publish", 4, "nginx did not start workers\n");
        assertThat(declare(run, settings, new Client("client-1")).result().errors())
                .containsExactly(
                        "the proxy could not be switched (exit code 4); what served before still serves.\nnginx did not start workers");
    }

    @Test
    void aFailedPublicationRunsAgainAndTheJobsThatSucceededDoNot() {
        var run = new StackRun().job("publish", 3, "FAILED client-1 backend c http://c:1/ refused\n");
        assertThat(declare(run, settings, new Client("client-1")).jobs())
                .containsOnlyKeys("postgres-answering", "client-1-init", "certificate-settings");
    }

    @Test
    void aJobThatSucceededKeepsItsTrigger() {
        var first = declare(new StackRun(), settings, new Client("client-1"));
        var second = declare(new StackRun().afterFailed(first), settings, new Client("client-1"))
                .sound();
        assertThat(second.jobs()).isEqualTo(first.jobs());
        assertThat(first.jobs())
                .isEqualTo(Map.of(
                        "publish", second.only("docker:Container", "publish").label("trigger"),
                        "postgres-answering",
                                second.only("docker:Container", "postgres-answering")
                                        .label("trigger"),
                        "certificate-settings",
                                second.only("docker:Container", "certificate-settings")
                                        .label("trigger"),
                        "client-1-init",
                                second.only("docker:Container", "client-1-init").label("trigger")));
    }

    @Test
    void aJobThatDidNotGetsANewOne() {
        var failed = new StackRun().job("publish", 4, "no reload");
        var first = declare(failed, settings, new Client("client-1"));
        var second = declare(new StackRun().afterFailed(first), settings, new Client("client-1"))
                .sound();
        assertThat(second.only("docker:Container", "publish").label("trigger"))
                .isNotEqualTo(first.only("docker:Container", "publish").label("trigger"));
        assertThat(second.only("docker:Container", "client-1-init").label("trigger"))
                .isEqualTo(first.only("docker:Container", "client-1-init").label("trigger"));
    }

    @Test
    void initSqlThatChangedRunsAgain() {
        var first = declare(new StackRun(), settings, new Client("client-1"));
        new Project(root).file("tools/database/clients/client-1/init/01.sql", "SELECT 1;");
        var second = declare(new StackRun().afterFailed(first), settings, new Client("client-1"));
        assertThat(second.only("docker:Container", "client-1-init").label("trigger"))
                .isNotEqualTo(first.only("docker:Container", "client-1-init").label("trigger"));
    }

    @Test
    void failingInitSqlFailsTheUpdateBeforeTheBackendStarts() {
        var run = new StackRun()
                .job(
                        "client-1-init",
                        3,
                        "psql:/init/tools/database/clients/client-1/init/01.sql:1: ERROR:  syntax error at or near \"SELEKT\"\n");
        var stack = declare(run, settings, new Client("client-1", ClientBuilder::noFrontend));
        assertThat(stack.wellFormed().result().errors())
                .containsExactly(
                        """
                        client-1: its init SQL failed. Nothing of it was kept, and its backend was not started.
                          tools/database/clients/client-1/init/01.sql:1: ERROR:  syntax error at or near "SELEKT"
                        Correct the file and run the update again.""");
        assertThat(stack.has("docker:Container", "client-1-backend")).isFalse();
        assertThat(stack.only("docker:Container", "publish").released("kept")).isEqualTo("client-1\n");
    }

    @Test
    void aPreviewDoesNotJudgeInitSqlByHowItEndedBefore() {
        var run = new StackRun().preview().job("client-1-init", 3, "failed before");
        var stack = declare(run, settings, new Client("client-1")).sound();
        assertThat(stack.has("docker:Container", "client-1-backend")).isTrue();
    }
}
