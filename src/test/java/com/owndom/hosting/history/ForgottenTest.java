package com.owndom.hosting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose data were dropped on purpose. */
class ForgottenTest {

    private static final LastUpdate LAST = LastUpdate.of(
            Map.of(
                    "databases",
                    Map.of(
                            "client-1",
                            "set aside since 2026-11-20",
                            "client-2",
                            "set aside on reports since 2026-11-20"),
                    "volumes",
                    Map.of("client-1", Map.of("files", "set aside since 2026-11-20", "uploads", "in use"))),
            new StackResources(Map.of()));

    @TempDir
    private Path root;

    @Test
    void ofAClientThatIsGoneNothingIsLeft() {
        var left = new Forgotten(Set.of("client-2")).in(LAST, plan());
        assertThat(left.data().databases()).containsOnlyKeys("client-1");
        assertThat(left.data().volumes()).containsOnlyKeys("client-1");
        assertThat(new Forgotten(Set.of("client-1")).in(LAST, plan()).data().volumes())
                .isEmpty();
    }

    @Test
    void ofAClientWithALineWhatItUsesIsLeft() {
        var left = new Forgotten(Set.of("client-1")).in(LAST, plan(new Client("client-1", client -> client.noDatabase()
                .backend(app -> app.volume("uploads", "/srv/uploads")))));
        assertThat(left.data().databases()).containsOnlyKeys("client-2");
        assertThat(left.data().volumes().get("client-1")).containsOnlyKeys("uploads");
    }

    @Test
    void whatTheProgramUsesAgainIsNotForgotten() {
        var plan = plan(new Client(
                "client-1",
                client -> client.backend(
                        app -> app.volume("uploads", "/srv/uploads").volume("files", "/srv/files"))));
        assertThatThrownBy(() -> new Forgotten(Set.of("client-1")).in(LAST, plan))
                .hasMessageContaining("client-1: its database, to be forgotten: the program uses it")
                .hasMessageContaining("client-1: volume files, to be forgotten: the program uses it");
    }

    private EstatePlan plan(Client... clients) {
        return EstatePlan.of("owndom", new Project(root).production().build(), List.of(), List.of(clients));
    }
}
