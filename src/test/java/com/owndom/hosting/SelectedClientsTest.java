package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.settings.BackupSettings;
import com.owndom.hosting.settings.DnsSettings;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An update of some clients leaves the others alone, and the update of all that follows finds nothing to do. */
class SelectedClientsTest {

    private static final Selection FIRST = Selection.of("client-1");

    private static final Client CHANGED =
            new Client("client-1", client -> client.backend(app -> app.environment("LOG_LEVEL", "debug")));

    /** What the launcher has every update touch, whatever clients it is about. */
    private static final Set<String> TOUCHED = Set.of("publish", "certificate-settings", "certificates", "backups");

    @TempDir
    private Path root;

    private Project project;
    private DeclaredStack before;

    @BeforeEach
    void everyClientIsThere() {
        project = new Project(root).clients("client-1", "client-2", "client-3");
        before = update(new StackRun(), Selection.all(), client("client-1"), client("client-2"))
                .sound();
    }

    @Test
    void nothingOfTheOthersIsDeclared() {
        var partial = afterwards(FIRST, CHANGED, client("client-2"), client("client-3"));
        assertThat(partial.names()).noneMatch(it -> it.contains(" client-2") || it.contains(" client-3"));
        assertThat(partial.namesOf("client-1")).isEqualTo(before.namesOf("client-1"));
        assertThat(partial.databaseNamesOf("client-1")).isEqualTo(before.databaseNamesOf("client-1"));
    }

    @Test
    void aClientThatWasNeverUpdatedIsNotBackedUpYet() {
        var settings =
                project.production().backups(BackupSettings.defaults(true)).build();
        var run = new StackRun().after(before);
        var partial = declare(run, FIRST, settings, CHANGED, client("client-2"), client("client-3"))
                .sound();
        assertThat(partial.only("docker:Container", "backups").upload("/etc/backup/clients"))
                .contains("client-1\t", "client-2\t")
                .doesNotContain("client-3");
    }

    @Test
    void theirSitesArePublishedAsTheyWereAndTheirOutputsStay() {
        var partial = afterwards(FIRST, CHANGED, client("client-2"));
        var all = afterwards(Selection.all(), CHANGED, client("client-2"));
        assertThat(uploads(partial)).isEqualTo(uploads(all)).contains("sites/client-2.conf");
        for (var output : List.of("clients", "databases", "rollbacks", "sites", "versions")) {
            assertThat(partial.output(output)).as(output).isEqualTo(all.output(output));
        }
    }

    @Test
    void aClientWhoseLineIsGoneIsLeftAlone() {
        var partial = afterwards(FIRST, CHANGED);
        assertThat(uploads(partial)).contains("sites/client-2.conf");
        assertThat(partial.names()).noneMatch(it -> it.contains(" client-2"));
        assertThat(partial.output("databases"))
                .asInstanceOf(map(String.class, String.class))
                .containsEntry("client-2", "in use");
    }

    @Test
    void aSelectedClientWhoseLineIsGoneLosesItsSiteAndKeepsItsDatabase() {
        var partial = afterwards(FIRST, client("client-2"));
        assertThat(uploads(partial)).contains("sites/client-2.conf").doesNotContain("client-1");
        assertThat(partial.only("postgresql:Role", "client-1").inputs()).containsEntry("login", false);
        assertThat(partial.output("clients"))
                .asInstanceOf(map(String.class, Object.class))
                .containsOnlyKeys("client-2");
    }

    /** The engine would refuse: what depends on something that it may touch, and is not declared, it takes for gone. */
    @Test
    void nothingOfAClientDependsOnWhatEveryUpdateTouches() {
        var zones = Map.of("owndom.com", "0123456789abcdef0123456789abcdef");
        var settings = project.production()
                .dns(new DnsSettings(zones, Optional.of("203.0.113.5"), Optional.empty(), true, 1, true, true))
                .build();
        var run = new StackRun().lastDatabases(Map.of("client-9", "in use"));
        var stack = declare(run, Selection.all(), settings, client("client-1"), client("client-2"));
        assertThat(stack.resources())
                .filteredOn(it -> it.waitsFor().stream().anyMatch(TOUCHED::contains))
                .extracting(Declared::name)
                .isNotEmpty()
                .noneMatch(it -> it.startsWith("client-"));
    }

    @Test
    void anotherClientMayBeWrong() {
        var broken = new Client("client-2", client -> client.frontend(app -> app.dockerfile("none/Dockerfile")));
        assertThat(uploads(afterwards(FIRST, CHANGED, broken))).contains("sites/client-2.conf");
        assertThat(update(new StackRun().after(before), Selection.of("client-2"), CHANGED, broken)
                        .exceptions())
                .singleElement()
                .asString()
                .contains("none/Dockerfile");
    }

    @Test
    void aCollisionWithAnotherClientIsRefused() {
        var taken = new Client("client-1", client -> client.domain("client-2.owndom.com"));
        assertThat(update(new StackRun().after(before), FIRST, taken, client("client-2"))
                        .exceptions())
                .singleElement()
                .asString()
                .contains("host client-2.owndom.com");
    }

    @Test
    void afterAFailedPublicationTheSitesAreStillThoseOfBefore() {
        var failed = update(
                new StackRun().after(before).job("publish", 3, ""), Selection.all(), CHANGED, client("client-2"));
        assertThat(failed.output("sites")).isEqualTo(before.output("sites"));
    }

    @Test
    void afterAnUpdateThatFailedBehindItsPublicationTheOthersStayAsItPublishedThem() {
        var moved = new Client("client-1", client -> client.domain("one.example"));
        var failed = update(new StackRun().after(before), Selection.all(), moved, client("client-2"));
        var run = new StackRun().after(before).afterFailed(failed);
        var partial = update(run, Selection.of("client-2"), moved, client("client-2"));
        assertThat(uploads(partial)).isEqualTo(uploads(failed)).contains("one.example");
        assertThat(partial.output("sites")).isEqualTo(failed.output("sites"));
    }

    @Test
    void aSiteThatWasKeptInSuchAnUpdateIsKnownToTheNext() {
        var failing = new StackRun().after(before).job("client-1-init", 3, "");
        project.file("tools/database/clients/client-1/init/1.sql", "SELECT 1;");
        var failed = update(failing, Selection.all(), CHANGED, client("client-2"));
        assertThat(failed.only("docker:Container", "publish").released("kept")).isEqualTo("client-1\n");
        var run = new StackRun().after(before).last("sites", Map.of()).afterFailed(failed);
        var partial = update(run, Selection.of("client-2"), CHANGED, client("client-2"));
        assertThat(uploads(partial)).contains("sites/client-1.conf").doesNotContain("@@ kept");
    }

    @Test
    void aSiteThatSuchAnUpdateTookAwayDoesNotComeBack() {
        var failed = update(new StackRun().after(before), Selection.all(), client("client-1"));
        var run = new StackRun().after(before).afterFailed(failed);
        assertThat(uploads(update(run, FIRST, CHANGED))).doesNotContain("client-2");
    }

    @Test
    void aClientThatNobodyKnowsIsRefused() {
        assertThat(update(new StackRun().after(before), Selection.of("client-9"), CHANGED)
                        .exceptions())
                .singleElement()
                .asString()
                .contains("client-9: a client to update: no client is called so; one of client-1, client-2");
    }

    @Test
    void sitesOfAnotherVersionOfThisProgramAreRefused() {
        var run = new StackRun()
                .last("clients", before.output("clients"))
                .last("sites", Map.of("client-1", "", "client-2", "{\"client\":\"client-2\"}"));
        assertThat(update(run, FIRST, CHANGED, client("client-2")).exceptions())
                .singleElement()
                .asString()
                .contains("client-2: its site as published", "./hosting up");
    }

    private DeclaredStack afterwards(Selection selection, Client... clients) {
        return update(new StackRun().after(before), selection, clients).sound();
    }

    private DeclaredStack update(StackRun run, Selection selection, Client... clients) {
        return declare(run, selection, project.production().build(), clients);
    }

    private static Client client(String name) {
        return new Client(name);
    }

    private static String uploads(DeclaredStack stack) {
        return stack.only("docker:Container", "publish").inputs().get("uploads").toString();
    }
}
