package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.settings.BackupSettings;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is backed up of a client that has its line, and does not use all that it has. */
class UnusedPartsTest {

    private static final String UNUSED = "/etc/backup/unused";
    private static final Client WITHOUT_DATABASE = client(
            client -> client.noDatabase().backend(app -> app.image("api:1").volume("uploads", "/srv/uploads")));

    @TempDir
    private Path root;

    @Test
    void aDatabaseThatIsNotUsedIsBackedUpWhenItIsAskedForAndVolumesAsBefore() {
        var backups = backups(last("set aside since 2026-11-20", Map.of("uploads", "in use")), WITHOUT_DATABASE);
        assertThat(backups.upload("/etc/backup/clients")).startsWith("client-1\tclient-1\tclient_1\t-\t1\t");
        assertThat(backups.upload(UNUSED))
                .isEqualTo("client-1\tclient-1\tclient_1\tclient_1_db\t0\tdatabase:2026-11-20\n");
        assertThat(backups.list("volumes").toString()).contains("=/volumes/client-1/uploads");
    }

    @Test
    void aVolumeThatIsNotUsedIsApartFromThoseThatAre() {
        var volumes = Map.of(
                "uploads", "in use", "files", "set aside since 2026-11-20", "cache", "set aside since 2026-11-22");
        var backups = backups(
                last("in use", volumes),
                client(client -> client.backend(app -> app.image("api:1").volume("uploads", "/srv/uploads"))));
        assertThat(backups.upload("/etc/backup/clients")).startsWith("client-1\tclient-1\tclient_1\tclient_1_db\t1\t");
        assertThat(backups.upload(UNUSED)).isEqualTo("client-1\tclient-1\tclient_1\t-\t0\tvolumes:2026-11-22\n");
        assertThat(backups.list("volumes").toString())
                .contains(
                        "=/volumes/client-1/uploads",
                        "=/unused/volumes/client-1/files",
                        "/unused/volumes/client-1/cache")
                .doesNotContain("=/volumes/client-1/files", "/unused/volumes/client-1/uploads");
    }

    @Test
    void ofAClientThatUsesNothingAnyMoreThereIsNothingElse() {
        var backups = backups(
                last("set aside since 2026-11-20", Map.of("files", "set aside since 2026-11-21")),
                client(client -> client.noDatabase().backend(app -> app.image("api:1"))));
        assertThat(backups.upload(UNUSED)).endsWith("\t0\tdatabase:2026-11-20,volumes:2026-11-21\n");
        assertThat(backups.inputs().get("uploads").toString()).doesNotContain("/etc/backup/clients");
    }

    @Test
    void whatIsNotUsedSinceThisUpdateHasItsDay() {
        var stack = declared(last("in use", Map.of("uploads", "in use")), List.of(), WITHOUT_DATABASE);
        var since = stack.output("databases").toString().replaceAll(".*since ([-0-9]+).*", "$1");
        assertThat(stack.only("docker:Container", "backups").upload(UNUSED)).endsWith("\tdatabase:" + since + "\n");
    }

    @Test
    void allOfAClientIsBackedUpWhereItsDatabaseIsThoughItIsNotUsed() {
        var last = last("set aside on reports since 2026-11-20", Map.of("uploads", "in use"));
        var stack = declared(last, List.of(new DatabaseServer("reports")), WITHOUT_DATABASE);
        var backups = stack.only("docker:Container", "backups-reports");
        assertThat(backups.upload("/etc/backup/clients")).startsWith("client-1\t");
        assertThat(backups.upload(UNUSED)).contains("\tclient_1_db\t0\t");
        assertThat(stack.has("docker:Container", "backups")).isFalse();
    }

    @Test
    void whoUsesAllThatItHasHasNothingElse() {
        var backups = backups(last("in use", Map.of()), client(client -> client.backend(app -> app.image("api:1"))));
        assertThat(backups.inputs().get("uploads").toString()).doesNotContain(UNUSED);
    }

    private Declared backups(StackRun last, Client client) {
        return declared(last, List.of(), client).only("docker:Container", "backups");
    }

    private DeclaredStack declared(StackRun last, List<DatabaseServer> servers, Client client) {
        return declare(last, settings(), servers, client).sound();
    }

    private EstateSettings settings() {
        return new Project(root)
                .production()
                .backups(BackupSettings.defaults(true))
                .build();
    }

    private static StackRun last(String database, Map<String, String> volumes) {
        return new StackRun()
                .lastDatabases(Map.of("client-1", database))
                .last("logins", Map.of("client-1", "client-1-login-1a2b3c4"))
                .last("volumes", Map.of("client-1", volumes));
    }

    private static Client client(UnaryOperator<ClientBuilder> options) {
        return new Client("client-1", client -> options.apply(client.noFrontend()));
    }
}
