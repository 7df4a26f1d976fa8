package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.settings.BackupSettings;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a client that the program no longer has. */
class RemovedClientTest {

    @TempDir
    private Path root;

    private DeclaredStack stack;

    @BeforeEach
    void removeClient() {
        var run = new StackRun()
                .lastDatabases(Map.of("client-1", "in use", "client-2", "in use"))
                .last("logins", Map.of("client-1", "client-1-login-1a2b3c4", "client-2", "client-2-login-1a2b3c4"))
                .last("volumes", Map.of("client-2", Map.of("files", "in use")));
        var settings = new Project(root)
                .clients("client-1")
                .production()
                .backups(BackupSettings.defaults(true))
                .build();
        stack = declare(run, settings, new Client("client-1")).sound();
    }

    @Test
    void itsContainersAndItsRouteAreGone() {
        assertThat(stack.namesOf("client-2")).isEmpty();
        assertThat(stack.only("docker:Container", "publish")
                        .inputs()
                        .get("uploads")
                        .toString())
                .doesNotContain("client-2");
    }

    @Test
    void itsDatabaseStaysAndNobodyLogsInToIt() {
        var role = stack.only("postgresql:Role", "client-2");
        assertThat(role.inputs()).containsEntry("name", "client_2").containsEntry("login", false);
        assertThat(role.isRetained()).isTrue();
        var database = stack.only("postgresql:Database", "client-2");
        assertThat(database.isRetained()).isTrue();
        assertThat(database.inputs()).containsEntry("allowConnections", false);
        assertThat(stack.only("postgresql:Database", "client-1").inputs()).containsEntry("allowConnections", true);
        assertThat(stack.has("postgresql:Role", "client-2-login")).isFalse();
        assertThat(stack.has("postgresql:Role", "client-1-login")).isTrue();
    }

    @Test
    void itsDatabaseStaysOpenWhenItsRouteIsStillThere() {
        var run = new StackRun().lastDatabases(Map.of("client-2", "in use")).job("publish", 1, "");
        var failed =
                declare(run, new Project(root).clients("client-1").production().build(), new Client("client-1"));
        assertThat(failed.has("postgresql:Database", "client-2")).isFalse();
        assertThat(failed.has("postgresql:Role", "client-2")).isFalse();
    }

    @Test
    void aDatabaseOfAnUpdateThatDidNotComeToItsEndIsSetAsideToo() {
        var run = new StackRun().databaseInState("client-1").databaseInState("client-3@postgres");
        var after =
                declare(run, new Project(root).clients("client-1").production().build(), new Client("client-1"));
        assertThat(after.only("postgresql:Database", "client-3").inputs()).containsEntry("allowConnections", false);
        assertThat(after.only("postgresql:Role", "client-1").inputs()).containsEntry("login", false);
        assertThat(after.output("databases"))
                .asInstanceOf(map(String.class, String.class))
                .containsKey("client-3");
    }

    @Test
    void aVolumeOfAnUpdateThatDidNotComeToItsEndIsSetAsideToo() {
        var run = new StackRun()
                .clientInState("client-3")
                .clientInState("client-3-b")
                .volumeInState("client-3-files")
                .volumeInState("client-3-b-files");
        var after =
                declare(run, new Project(root).clients("client-1").production().build(), new Client("client-1"));
        assertThat(after.only("docker:Volume", "client-3-files").isProtected()).isTrue();
        assertThat(after.output("volumes").toString())
                .contains("client-3={files=set aside since 20", "client-3-b={files=set aside since 20");
    }

    @Test
    void aVolumeThatIsSetAsideStaysThatOfItsClient() {
        var run = new StackRun()
                .clientInState("client-1")
                .volumeInState("client-1-b-files")
                .last("volumes", Map.of("client-1-b", Map.of("files", "set aside since 2026-11-23")));
        var after = declare(
                        run, new Project(root).clients("client-1").production().build(), new Client("client-1"))
                .sound();
        assertThat(after.output("volumes"))
                .isEqualTo(Map.of("client-1-b", Map.of("files", "set aside since 2026-11-23")));
    }

    @Test
    void nothingThatWouldHaveToConnectToItIsDeclared() {
        assertThat(stack.databaseNamesOf("client-2"))
                .containsExactly("postgresql:Database client-2", "postgresql:Role client-2");
    }

    @Test
    void itsVolumesStayAndAreRemembered() {
        var volume = stack.only("docker:Volume", "client-2-files");
        assertThat(volume.inputs()).containsEntry("name", "owndom_client_2_files_prod");
        assertThat(volume.isProtected()).isTrue();
        assertThat(volume.parent()).endsWith("owndom:hosting:Estate::owndom");
        assertThat(stack.output("volumes"))
                .asInstanceOf(map(String.class, Map.class))
                .hasEntrySatisfying(
                        "client-2", it -> assertThat(it.get("files").toString()).startsWith("set aside since 20"));
    }

    @Test
    void theEngineRefusesToReplaceOrDeleteData() {
        for (var client : List.of("client-1", "client-2")) {
            assertThat(stack.only("postgresql:Database", client).isProtected()).isTrue();
            assertThat(stack.only("postgresql:Role", client).isProtected()).isTrue();
        }
        for (var volume : List.of("postgres-data", "client-2-files")) {
            assertThat(stack.only("docker:Volume", volume).request().getIgnoreChangesList())
                    .contains("name", "labels", "driver", "driverOpts");
        }
    }

    @Test
    void itIsBackedUpWhenSomebodyAsksForIt() {
        var backups = stack.only("docker:Container", "backups");
        assertThat(backups.upload("/etc/backup/clients")).contains("client-2\tclient-2\tclient_2\tclient_2_db\t0\t");
        assertThat(backups.list("volumes").toString()).contains("/volumes/client-2/files");
    }

    @Test
    void theStackRemembersIt() {
        assertThat(stack.output("databases"))
                .asInstanceOf(map(String.class, String.class))
                .containsEntry("client-1", "in use")
                .hasEntrySatisfying("client-2", since -> assertThat(since).startsWith("set aside since 20"));
    }
}
