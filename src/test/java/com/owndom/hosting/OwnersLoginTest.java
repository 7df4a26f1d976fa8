package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an estate in which the owner of a database logs in itself gets roles that log in. */
class OwnersLoginTest {

    private static final Client CLIENT = new Client("client-1");

    @TempDir
    private Path root;

    private EstateSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).clients("client-1").production().build();
    }

    @Test
    void itsLoginEndsOnceAppsThatLogInOtherwiseArePublished() {
        var stack = declare(before(), settings, CLIENT).sound();
        var owner = stack.only("postgresql:Role", "client-1");
        assertThat(owner.inputs()).isEqualTo(Map.of("name", "client_1", "login", false));
        assertThat(stack.only("postgresql:Database", "client-1").waitsFor()).doesNotContain("client-1");
        assertThat(stack.output("logins")).isEqualTo(Map.of("client-1", "client-1-login-1a2b3c4"));
    }

    @Test
    void aPreviewShowsIt() {
        assertThat(declare(before().preview(), settings, CLIENT).has("postgresql:Role", "client-1"))
                .isTrue();
    }

    @Test
    void itGoesOnWhenTheyAreNotPublished() {
        var stack = declare(before().job("publish", 1, ""), settings, CLIENT);
        assertThat(stack.has("postgresql:Role", "client-1")).isFalse();
        assertThat(stack.output("logins")).isEqualTo(Map.of());
    }

    @Test
    void itGoesOnWhenTheNewVersionIsNotStarted() {
        var project = new Project(root).file("tools/database/clients/client-1/init/1.sql", "SELECT 1;");
        var stack = declare(
                before().job("client-1-init", 3, ""), project.production().build(), CLIENT);
        assertThat(stack.has("postgresql:Role", "client-1")).isFalse();
        assertThat(stack.output("logins")).isEqualTo(Map.of());
    }

    @Test
    void theNextUpdateKnowsThatItHasEnded() {
        var first = declare(before(), settings, CLIENT).sound();
        var second = declare(new StackRun().after(first), settings, CLIENT).sound();
        assertThat(second.has("postgresql:Role", "client-1")).isTrue();
        assertThat(second.only("postgresql:Database", "client-1").waitsFor()).contains("client-1");
    }

    private static StackRun before() {
        return new StackRun().lastDatabases(Map.of("client-1", "in use"));
    }
}
