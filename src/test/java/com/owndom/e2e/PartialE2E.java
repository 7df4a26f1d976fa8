package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.plan.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Updates of one client among several, as `./hosting up CLIENT` does them: with the launcher's own targets. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PartialE2E {

    private static final Client CLIENT_1 = client("client-1");
    private static final Client CHANGED = client("client-1", app -> app.environment("LOG_LEVEL", "debug"));
    private static final Client LONGER = client("client-1-x");
    private static final Client CLIENT_2 = client("client-2");
    private static final Client CLIENT_3 = client("client-3", app -> app.volume("files", "/srv/files"));
    private static final Client SHOP = shop(UnaryOperator.identity());
    private static final Client SHOP_WITH_MORE = shop(app -> app.volume("more", "/srv/more"));
    private static final Client BROKEN =
            new Client("client-2", client -> client.noFrontend().backend(app -> app.dockerfile("none/Dockerfile")));

    private static final Gson JSON = new Gson();

    private static EstateUnderTest estate;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 200);
        estate.up(CLIENT_1, LONGER, CLIENT_2);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void oneClientIsUpdatedWhileAnotherIsBrokenAndAThirdHasLostItsLine() throws Exception {
        var before = estate.docker.lives();
        var outputs = outputs();
        up("client-1", CHANGED, BROKEN);
        assertThat(Docker.environment(estate.docker.id("client-1", "backend"), "LOG_LEVEL"))
                .isEqualTo("debug");
        before.remove("client-1-backend");
        assertThat(estate.docker.lives()).containsAllEntriesOf(before);
        assertThat(outputs().getAsJsonObject("versions").getAsJsonArray("client-1"))
                .as("of the same image, with another environment")
                .hasSize(2);
        assertThat(others(outputs())).isEqualTo(others(outputs));
        assertServe("client-1", "client-1-x", "client-2");
    }

    @Test
    @Order(2)
    void aNewClientComesWithoutTheOthers() throws Exception {
        var before = estate.docker.lives();
        up("client-3", CHANGED, BROKEN, CLIENT_3);
        assertThat(estate.docker.lives()).containsAllEntriesOf(before).containsKey("client-3-backend");
        assertThat(databasesInUse()).containsExactlyInAnyOrder("client-1", "client-1-x", "client-2", "client-3");
        assertServe("client-1", "client-1-x", "client-2", "client-3");
    }

    @Test
    @Order(3)
    void theNextUpdateOfAllFindsNothingToDo() throws Exception {
        estate.expectNoChanges(CHANGED, LONGER, CLIENT_2, CLIENT_3);
    }

    @Test
    @Order(4)
    void withoutTargetsOrWithThoseOfAnotherClientNothingIsDone() throws Exception {
        var before = estate.docker.lives();
        var outputs = outputs();
        var program = new Client[] {CLIENT_1, LONGER, CLIENT_2, CLIENT_3};
        assertThat(estate.failedUp(estate.options(Selection.of("client-1"), program)))
                .contains("nothing was changed");
        var targetsOfAnother = estate.only("client-2", program).build().targets();
        assertThat(estate.failedUp(
                        estate.options(Selection.of("client-1"), program).targets(targetsOfAnother)))
                .contains("nothing was changed");
        assertThat(estate.docker.lives()).isEqualTo(before);
        assertThat(outputs()).isEqualTo(outputs);
        estate.expectNoChanges(CHANGED, LONGER, CLIENT_2, CLIENT_3);
    }

    @Test
    @Order(5)
    void aVersionThatNeverAnswersDoesNotHoldUpTheOthers() throws Exception {
        assertThat(estate.unansweredUp(CHANGED, LONGER, client("client-2", app -> app.health("/none")), CLIENT_3))
                .contains("client-2's new backend never answered");
        up("client-1", CLIENT_1, LONGER, CLIENT_2, CLIENT_3);
        assertThat(Docker.inspect(estate.docker.id("client-1", "backend"), "{{.Config.Env}}"))
                .doesNotContain("LOG_LEVEL");
        assertServe("client-1", "client-2");
        estate.up(CLIENT_1, LONGER, CLIENT_2, CLIENT_3);
    }

    @Test
    @Order(6)
    void aClientWhoseLineIsGoneIsRemovedAlone() throws Exception {
        var before = estate.docker.lives();
        up("client-1", LONGER, BROKEN, CLIENT_3);
        before.remove("client-1-backend");
        assertThat(estate.docker.lives()).isEqualTo(before);
        assertThat(databasesInUse()).containsExactlyInAnyOrder("client-1-x", "client-2", "client-3");
        assertServe("client-1-x", "client-2", "client-3");
        estate.expectNoChanges(LONGER, CLIENT_2, CLIENT_3);
    }

    @Test
    @Order(7)
    void whatARenamedClientHasIsItsOwnAndWhatOthersLeftIsNobodys() throws Exception {
        estate.up(CLIENT_1, CLIENT_2, SHOP);
        var volume = "e2e_client_3_%s_" + estate.name();
        var before = estate.docker.lives();
        up("client-1 shop", CHANGED, BROKEN, SHOP_WITH_MORE);
        before.keySet().removeAll(Set.of("client-1-backend", "shop-frontend"));
        assertThat(estate.docker.lives()).containsAllEntriesOf(before);
        assertThat(Docker.inspect(estate.docker.id("shop", "frontend"), "{{.Mounts}}"))
                .contains(volume.formatted("files"), volume.formatted("more"));
        assertThat(databasesInUse()).containsExactlyInAnyOrder("client-1", "client-2");
        assertServe("client-1", "client-2");
        assertThat(outputs().getAsJsonObject("databases").keySet()).contains("client-1-x", "client-3");
        estate.expectNoChanges(CHANGED, CLIENT_2, SHOP_WITH_MORE);
    }

    private static void up(String clients, Client... program) throws Exception {
        estate.up(estate.only(clients, program));
    }

    /** The stack's outputs but for what is published. */
    private static JsonObject outputs() throws Exception {
        var resources = JSON.toJsonTree(estate.stack().exportStack().deployment())
                .getAsJsonObject()
                .getAsJsonArray("resources");
        var stack = StreamSupport.stream(resources.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(it -> it.get("type").getAsString().equals("pulumi:pulumi:Stack"))
                .findFirst()
                .orElseThrow();
        var outputs = stack.getAsJsonObject("outputs");
        outputs.remove("sites");
        outputs.remove("release");
        return outputs;
    }

    private static String others(JsonObject outputs) {
        List.of("clients", "versions")
                .forEach(output -> outputs.getAsJsonObject(output).remove("client-1"));
        return outputs.toString();
    }

    private static Set<String> databasesInUse() throws Exception {
        return outputs().getAsJsonObject("databases").entrySet().stream()
                .filter(it -> it.getValue().getAsString().equals("in use"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Client client(String name) {
        return client(name, UnaryOperator.identity());
    }

    private static Client client(String name, UnaryOperator<AppBuilder> change) {
        return new Client(name, client -> client.noFrontend()
                .backend(app -> change.apply(
                        app.dockerfile("apps/client-1/backend/Dockerfile").sources("apps/client-1", "packages")))
                .database(database -> database.withInit("tools/database/clients/client-1/init")));
    }

    /** Client 3 under another name, without its database. */
    private static Client shop(UnaryOperator<AppBuilder> change) {
        return new Client("shop", client -> client.formerly("client-3")
                .noBackend()
                .noDatabase()
                .frontend(app -> change.apply(app.dockerfile("apps/frontend/Dockerfile")
                        .sources("apps/frontend", "packages")
                        .volume("files", "/srv/files"))));
    }

    private static void assertServe(String... clients) {
        for (var client : clients) {
            assertThat(estate.browser
                            .get(client + ".e2e.localhost", "/api/health")
                            .statusCode())
                    .as(client)
                    .isEqualTo(200);
        }
    }
}
