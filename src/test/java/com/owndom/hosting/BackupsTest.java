package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.owndom.hosting.backup.BackupPassword;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.settings.BackupSettings;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What backs up the clients of an estate. */
class BackupsTest {

    private static final Client CLIENT_1 = client("client-1", client -> client);

    @TempDir
    private Path root;

    @Test
    void everyClientWithDataIsALineOfItsServersContainer() {
        var container = container(
                CLIENT_1,
                client("bakery", client -> client.backup(it -> it.withHours(6).withKeep("7d 4w"))),
                client("secretive", ClientBuilder::noBackup),
                new Client("web", client -> client.noBackend().frontend(app -> app.image("web:1"))));
        assertThat(container.upload("/etc/backup/clients"))
                .isEqualTo(
                        "client-1\tclient-1\tclient_1\tclient_1_db\t1\t24h7d4w12m\nbakery\tbakery\tbakery\tbakery_db\t6\t7d4w\n");
    }

    @Test
    void aRenamedClientsBackupsAreFoundUnderTheNameOfItsData() {
        assertThat(container(client("bakery", client -> client.formerly("client-1")))
                        .upload("/etc/backup/clients"))
                .startsWith("bakery\tclient-1\tclient_1\tclient_1_db\t");
    }

    @Test
    void thePasswordIsDerivedAndASecretAndNowhereElse() {
        var container = container(CLIENT_1);
        var password = BackupPassword.of(TestSettings.MASTER_SECRET);
        assertThat(container.upload("/etc/backup/password")).isEqualTo(password);
        assertThat(container.isSecret("uploads")).isTrue();
        assertThat(container.inputs().get("labels").toString()).doesNotContain(password);
    }

    @Test
    void aRepositoryOnTheHostIsAVolumeThatNothingDeletesAndNeedsNoWayOut() {
        var stack = declared(CLIENT_1);
        assertThat(stack.only("docker:Volume", "backup-repository").inputs())
                .containsEntry("name", "owndom_backups_prod");
        assertThat(stack.only("docker:Container", "backups").inputs().get("networksAdvanced"))
                .asInstanceOf(LIST)
                .hasSize(1);
        assertThat(stack.names()).doesNotContain("docker:Network backups");
    }

    @Test
    void volumesCanBeReadAndNotWritten() {
        var container = container(client(
                "client-1", client -> client.backend(app -> app.image("api:1").volume("uploads", "/srv/uploads"))));
        assertThat(container.inputs().get("volumes").toString())
                .contains("/volumes/client-1/uploads")
                .contains("owndom_client_1_uploads_prod");
        assertThat(container.inputs().get("capabilities").toString()).contains("DAC_OVERRIDE");
        assertThat(container(CLIENT_1).inputs().get("capabilities").toString()).doesNotContain("DAC_OVERRIDE");
    }

    @Test
    void itStartsOnceTheClientsDatabasesAreThere() {
        assertThat(container(CLIENT_1).waitsFor()).contains("publish");
    }

    private Declared container(Client... clients) {
        return declared(clients).only("docker:Container", "backups");
    }

    private DeclaredStack declared(Client... clients) {
        var settings = new Project(root)
                .production()
                .backups(BackupSettings.defaults(true))
                .build();
        return declare(settings, clients);
    }

    private static Client client(String name, java.util.function.UnaryOperator<ClientBuilder> options) {
        return new Client(name, client -> options.apply(client.noFrontend().backend(app -> app.image("api:1"))));
    }
}
