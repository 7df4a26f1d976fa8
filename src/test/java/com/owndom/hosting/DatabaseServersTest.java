package com.owndom.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.history.Homes;
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

/** Further database servers, and the clients that live on them. */
class DatabaseServersTest {

    private static final DatabaseServer REPORTS = new DatabaseServer("reports")
            .withImage("postgres:18")
            .withMaxConnections(50)
            .withSharedBuffers("1GB")
            .withWorkMem("16MB")
            .withMemory("4g")
            .withCpus("2.0");

    @TempDir
    private Path root;

    @Test
    void aFurtherServerHasAContainerAVolumeAndAPortOfItsOwn() {
        var stack = declare(List.of(REPORTS));
        assertThat(stack.only("docker:Volume", "postgres-reports-data").isProtected())
                .isTrue();
        var server = stack.only("docker:Container", "postgres-reports");
        var number = REPORTS.number();
        assertThat(server.inputs())
                .containsEntry("name", "owndom_postgres-reports_prod")
                .containsEntry("image", "postgres:18")
                .containsEntry("memory", 4096.0)
                .containsEntry("cpus", "2.0")
                .containsEntry(
                        "ports", List.of(Map.of("internal", 5432.0, "external", 5432.0 + number, "ip", "127.0.0.1")))
                .containsEntry(
                        "volumes",
                        List.of(Map.of(
                                "volumeName",
                                "owndom_postgres-reports_prod",
                                "containerPath",
                                "/var/lib/postgresql/data")))
                .containsEntry(
                        "networksAdvanced",
                        List.of(
                                Map.of(
                                        "name",
                                        "owndom_data_prod",
                                        "ipv4Address",
                                        "10.90.96." + (2 + number),
                                        "aliases",
                                        List.of("postgres-reports")),
                                Map.of("name", "owndom_admin_prod")));
        assertThat(server.list("command")).contains("max_connections=50", "shared_buffers=1GB", "work_mem=16MB");
        assertThat(server.inputs().get("labels")).asString().contains("value=postgres-reports");
        assertThat(stack.only("postgresql:Grant", "postgres-reports-postgres-closed")
                        .request()
                        .getProvider())
                .contains("::postgres-reports::");
    }

    @Test
    void theServerThatEveryEstateHasStaysAsItIs() {
        var before = declare(List.of());
        var after = declare(List.of(REPORTS));
        assertThat(after.only("docker:Container", "postgres").inputs())
                .isEqualTo(before.only("docker:Container", "postgres").inputs());
        assertThat(after.only("docker:Container", "firewall").inputs())
                .isEqualTo(before.only("docker:Container", "firewall").inputs());
        assertThat(after.names()).containsAll(before.names());
    }

    @Test
    void aClientLivesOnTheServerThatItNames() {
        var stack = declare(List.of(REPORTS), client("client-1", "reports"), client("client-2", "postgres"));
        assertThat(stack.only("postgresql:Database", "client-1@reports")
                        .request()
                        .getProvider())
                .contains("::postgres-reports::");
        assertThat(stack.names())
                .contains("postgresql:Role client-1@reports", "postgresql:Grant client-1@reports-closed")
                .contains("postgresql:Database client-2");
        assertThat(stack.only("docker:Container", "client-1-backend").variable("DATABASE_URL"))
                .contains("@postgres-reports:5432/client_1_db");
        assertThat(stack.output("databases")).isEqualTo(Map.of("client-1", "in use on reports", "client-2", "in use"));
    }

    @Test
    void aClientStaysWhereItsDataIs() {
        var run = new StackRun().lastDatabases(Map.of("client-1", "in use"));
        var stack = ClientsUnderTest.declare(run, settings(), List.of(REPORTS), client("client-1", "reports"))
                .sound();
        assertThat(stack.names())
                .contains("postgresql:Database client-1")
                .doesNotContain("postgresql:Database client-1@reports");
        assertThat(stack.output("databases")).isEqualTo(Map.of("client-1", "in use"));
    }

    @Test
    void thePlanSaysThatItWaitsForAMove() {
        var plan = EstatePlan.of(
                "owndom",
                settings(),
                List.of(REPORTS),
                List.of(client("client-1", "reports"), client("client-2", "reports")));
        var last = new LastUpdate(
                Map.of(),
                new LastData(
                        Map.of("client-1", KeptDatabase.inUse("postgres"), "client-2", KeptDatabase.inUse("reports")),
                        Map.of(),
                        Map.of()),
                new LastClients(Map.of(), Map.of(), Map.of(), Map.of(), Map.of()),
                Map.of(),
                Instant.EPOCH);
        assertThat(new Homes(plan, last).notes())
                .containsExactly(
                        "client-1: its data is on server postgres and stays there, though the program says reports. ./hosting move client-1 --to reports takes it there");
    }

    @Test
    void whatIsSetAsideStaysOnItsServer() {
        var run = new StackRun().lastDatabases(Map.of("client-1", "set aside on reports since 2026-11-01"));
        var stack = ClientsUnderTest.declare(run, settings(), List.of(REPORTS)).sound();
        assertThat(stack.only("postgresql:Role", "client-1@reports").inputs()).containsEntry("login", false);
        assertThat(stack.output("databases")).isEqualTo(Map.of("client-1", "set aside on reports since 2026-11-01"));
    }

    @Test
    void aServerWithDataIsNotRemoved() {
        var run = new StackRun().lastDatabases(Map.of("client-1", "set aside on reports since 2026-11-01"));
        var stack = ClientsUnderTest.declare(run, settings(), List.of());
        assertThat(stack.exceptions())
                .anySatisfy(
                        it -> assertThat(it)
                                .contains(
                                        "client-1: its data on server reports: the program has no such server any more; write new DatabaseServer(\"reports\") again"));
        assertThat(stack.names()).noneMatch(it -> it.startsWith("docker:"));
    }

    private DeclaredStack declare(List<DatabaseServer> servers, Client... clients) {
        return ClientsUnderTest.declare(new StackRun(), settings(), servers, clients)
                .sound();
    }

    private com.owndom.hosting.settings.EstateSettings settings() {
        return new Project(root).production().build();
    }

    private static Client client(String name, String server) {
        return new Client(
                name,
                client -> client.noFrontend().backend(app -> app.image("api:1")).database(it -> it.withServer(server)));
    }
}
