package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.map;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client under a new name, with the data that it had. */
class RenamedClientTest {

    private static final Map<String, Map<String, String>> CLIENT_1 =
            Map.of("client-1", Map.of("name", "client-1", "data", "client-1"));
    private static final Map<String, Map<String, String>> SHOP =
            Map.of("shop", Map.of("name", "shop", "data", "client-1"));

    @TempDir
    private Path root;

    private DeclaredStack declared(StackRun run, String name, String former) {
        var settings = new Project(root).clients(name).production().build();
        var client = new Client(name, it -> it.formerly(former).backend(app -> app.volume("files", "/srv/files")));
        return declare(run, settings, client);
    }

    private DeclaredStack renamed() {
        return declared(before(), "shop", "client-1").sound();
    }

    private static StackRun before() {
        return new StackRun().lastClients(CLIENT_1).lastDatabases(Map.of("client-1", "in use"));
    }

    @Test
    void itsDataKeepTheirNames() {
        var stack = renamed();
        assertThat(stack.databaseNamesOf("client-1"))
                .contains(
                        "postgresql:Database client-1", "postgresql:Role client-1", "postgresql:Grant client-1-closed");
        assertThat(stack.only("postgresql:Database", "client-1").inputs()).containsEntry("allowConnections", true);
        assertThat(stack.only("docker:Volume", "client-1-files").inputs())
                .containsEntry("name", "owndom_client_1_files_prod");
        assertThat(stack.only("docker:Container", "shop-backend").variable("DATABASE_URL"))
                .startsWith("postgresql://client-1-login-1a2b3c4:")
                .endsWith("/client_1_db");
        assertThat(stack.output("databases"))
                .asInstanceOf(map(String.class, String.class))
                .containsOnlyKeys("client-1");
    }

    @Test
    void itsNetworkAndNumberStayAndTheRestFollowsTheName() {
        var stack = renamed();
        assertThat(stack.only("docker:Network", "client-1").parent()).endsWith("HostedClient::shop");
        var client = stack.only("owndom:HostedClient", "shop").request();
        assertThat(client.getAliasesList().toString() + client.getAliasURNsList())
                .contains("client-1");
        assertThat(stack.only("docker:Container", "publish")
                        .inputs()
                        .get("uploads")
                        .toString())
                .contains("shop.owndom.com")
                .doesNotContain("client-1.owndom.com");
    }

    @Test
    void aNameThatIsNotThatOfItsDataIsRefused() {
        var last = before().lastClients(SHOP);
        assertThat(declared(last, "shop", "shop").exceptions().toString())
                .contains("shop", "it has those of client-1", "write formerly(\"client-1\")");
        declared(last, "shop", "client-1").sound();
    }

    @Test
    void soIsOneThatIsNotThatOfItsVolumes() {
        var last = new StackRun().lastClients(SHOP).last("volumes", Map.of("client-1", Map.of("files", "in use")));
        assertThat(declared(last, "shop", "shop").exceptions().toString()).contains("write formerly(\"client-1\")");
        declared(new StackRun().lastClients(SHOP), "shop", "shop").sound();
    }

    @Test
    void noOtherClientGetsItsVolumes() {
        var run = new StackRun().clientInState("shop").clientInState("berlin").volumeInState("shop-berlin-files");
        var settings = new Project(root).clients("shop", "berlin").production().build();
        var berlin = new Client(
                "berlin", it -> it.formerly("shop-berlin").backend(app -> app.volume("files", "/srv/files")));
        var inUse = declare(run, settings, new Client("shop"), berlin).sound();
        assertThat(inUse.output("volumes")).isEqualTo(Map.of("shop-berlin", Map.of("files", "in use")));

        var last = run.lastClients(Map.of("berlin", Map.of("name", "berlin", "data", "shop-berlin")));
        var removed = declare(last, settings, new Client("shop")).sound();
        assertThat(removed.output("volumes"))
                .asInstanceOf(map(String.class, Map.class))
                .containsOnlyKeys("shop-berlin");
    }
}
