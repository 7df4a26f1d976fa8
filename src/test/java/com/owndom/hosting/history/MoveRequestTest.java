package com.owndom.hosting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.ClientsUnderTest;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastClients;
import com.owndom.hosting.job.LastData;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of a move, and what is declared between them. */
class MoveRequestTest {

    private static final DatabaseServer REPORTS = new DatabaseServer("reports");

    @TempDir
    private Path root;

    @Test
    void aMoveGoesFromOneServerToTheOtherInThreeSteps() {
        assertThat(after("in use", "copy", "reports")).isEqualTo("in use, copying to reports");
        assertThat(after("in use, copying to reports", "switch", "reports"))
                .isEqualTo("in use on reports, moved from postgres");
        assertThat(after("in use on reports, moved from postgres", "end", "postgres"))
                .isEqualTo("in use on reports");
    }

    @Test
    void eachStepMayBeRepeated() {
        assertThat(after("in use, copying to reports", "copy", "reports")).isEqualTo("in use, copying to reports");
        assertThat(after("in use on reports, moved from postgres", "switch", "reports"))
                .isEqualTo("in use on reports, moved from postgres");
        assertThat(after("in use on reports", "end", "postgres")).isEqualTo("in use on reports");
        assertThat(after("in use, copying to reports", "end", "reports")).isEqualTo("in use");
    }

    @Test
    void theProgramSaysWhereItGoes() {
        refused("in use", "copy", "other", "the program has it on reports; write withServer(\"other\")");
    }

    @Test
    void oneMoveEndsBeforeTheNext() {
        refused(
                "in use on other, moved from postgres",
                "copy",
                "reports",
                "it is on another move, moved from postgres; ./hosting move client-1 --confirm ends that");
        refused(
                "in use, copying to other",
                "copy",
                "reports",
                "it is on another move, copying to other; ./hosting move client-1 --abandon ends that");
    }

    @Test
    void nothingIsSwitchedThatWasNotCopied() {
        refused("in use", "switch", "reports", "it was not copied there; ./hosting move client-1 --to reports");
    }

    @Test
    void nothingIsDoneThatIsNoStep() {
        for (var request : List.of("undo client-1 reports", "copy client-1", "copy client-1 reports now", "Copy a b")) {
            assertThatThrownBy(() -> MoveRequest.parse(request))
                    .hasMessageContaining(
                            "HOSTING_MOVE: \"" + request + "\": must be copy, switch or end, a client and a server");
        }
    }

    @Test
    void whatIsBeingCopiedIsDeclaredBesideTheOriginal() {
        var stack = declared("in use, copying to reports");
        assertThat(stack.names())
                .contains("postgresql:Database client-1", "postgresql:Database client-1@reports")
                .contains("postgresql:Role client-1@reports", "postgresql:Grant client-1@reports-closed");
        assertThat(stack.only("docker:Container", "client-1-backend").variable("DATABASE_URL"))
                .contains("@postgres:5432/");
        assertThat(stack.output("databases")).isEqualTo(Map.of("client-1", "in use, copying to reports"));
    }

    @Test
    void whatWasLeftBehindIsKeptAndClosed() {
        var stack = declared("in use on reports, moved from postgres");
        assertThat(stack.only("postgresql:Database", "client-1").inputs()).containsEntry("allowConnections", false);
        assertThat(stack.only("postgresql:Database", "client-1").isProtected()).isTrue();
        assertThat(stack.only("postgresql:Database", "client-1@reports").inputs())
                .containsEntry("allowConnections", true);
        assertThat(stack.only("docker:Container", "client-1-backend").variable("DATABASE_URL"))
                .contains("@postgres-reports:5432/");
        assertThat(stack.output("databases")).isEqualTo(Map.of("client-1", "in use on reports, moved from postgres"));
    }

    private DeclaredStack declared(String state) {
        var run = new StackRun()
                .lastDatabases(Map.of("client-1", state))
                .last("logins", Map.of("client-1", "client-1-login-1a2b3c4"));
        return ClientsUnderTest.declare(run, new Project(root).production().build(), List.of(REPORTS), client())
                .sound();
    }

    private void refused(String state, String step, String server, String why) {
        assertThatThrownBy(() -> after(state, step, server)).hasMessageContaining(why);
    }

    private String after(String state, String step, String server) {
        var plan = EstatePlan.of("owndom", new Project(root).production().build(), List.of(REPORTS), List.of(client()));
        var last = new LastUpdate(
                Map.of(),
                new LastData(
                        Map.of("client-1", KeptDatabase.of(state)),
                        Map.of(),
                        Map.of("client-1", "client-1-login-1a2b3c4")),
                new LastClients(Map.of(), Map.of(), Map.of(), Map.of(), Map.of()),
                Map.of(),
                Instant.EPOCH);
        return MoveRequest.parse(step + " client-1 " + server)
                .in(last, plan)
                .data()
                .databases()
                .get("client-1")
                .toString();
    }

    private static Client client() {
        return new Client("client-1", client -> client.noFrontend()
                .backend(app -> app.image("api:1"))
                .database(it -> it.withServer("reports")));
    }
}
