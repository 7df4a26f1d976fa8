package com.owndom.hosting.history;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients of the program beside data that are set aside. */
class SetAsideNamesTest {

    private static final Map<String, Map<String, String>> VOLUMES = Map.of(
            "shop", Map.of("frontend-files", "set aside since 2026-11-20", "files", "set aside since 2026-11-20"));

    @TempDir
    private Path root;

    @Test
    void whatWouldBeCalledAsTheyAreIsRefusedAllAtOnce() {
        assertThat(names(VOLUMES, files("shop-frontend"), files("shop-files"), files("other"))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "shop-frontend: volume \"files\": is what volume frontend-files of shop is called, which is set aside; give it another name, or drop what is set aside: ./hosting forget shop",
                        "shop-files: name \"shop-files\": is what volume files of shop is called, which is set aside; give it another name, or drop what is set aside: ./hosting forget shop");
    }

    @Test
    void theirOwnClientIsNotInTheirWay() {
        assertThat(names(VOLUMES, files("shop")).problems()).isEmpty();
    }

    @Test
    void toWhomTheyComeBackIsSaid() {
        assertThat(names(VOLUMES, files("shop"), files("client-2")).notes())
                .containsExactly(
                        "shop: what it had comes back, with all that is in it: its database, set aside since 2026-11-20, volume files, set aside since 2026-11-20. If this is somebody else, take another name, or first ./hosting forget shop");
    }

    @Test
    void aLoginIsNotCalledAsAnOwnerIs() {
        var last = LastUpdate.of(
                Map.of("databases", Map.of("shop-login", "set aside since 2026-11-20")), new StackResources(Map.of()));
        assertThat(new SetAsideNames(plan(new Client("shop")), last).problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "shop: name \"shop\": its login is called as shop-login is, whose database is set aside; give it another name, or drop what is set aside: ./hosting forget shop-login");
    }

    @Test
    void anUpdateIsRefusedBeforeTheFirstResource() {
        var refused = declare(
                new StackRun().last("volumes", VOLUMES),
                new Project(root).clients("shop-frontend").production().build(),
                files("shop-frontend"));
        assertThat(refused.result().errors()).anyMatch(it -> it.contains("./hosting forget shop"));
        assertThat(refused.resources()).noneMatch(it -> it.type().equals("docker:index/volume:Volume"));
    }

    private static Client files(String name) {
        return new Client(name, client -> client.backend(app -> app.volume("files", "/srv/files")));
    }

    private SetAsideNames names(Map<String, Map<String, String>> volumes, Client... clients) {
        var last = LastUpdate.of(
                Map.of(
                        "databases",
                        Map.of("shop", "set aside since 2026-11-20", "client-2", "in use"),
                        "volumes",
                        volumes),
                new StackResources(Map.of()));
        return new SetAsideNames(plan(clients), last);
    }

    private EstatePlan plan(Client... clients) {
        return EstatePlan.of("owndom", new Project(root).production().build(), List.of(), List.of(clients));
    }
}
