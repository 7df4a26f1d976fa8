package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.container.HostCapacity;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.network.HostRoutes;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.settings.ReadSettings;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapacityChecksTest {

    private static final DatabaseServer REPORTS = new DatabaseServer("reports");

    @TempDir
    private Path root;

    @Test
    void whatIsConventionalFitsAConventionalHost() {
        var plan = plan(List.of(REPORTS), client("1.0", "reports"));
        assertThat(new CapacityChecks(plan).problems()).isEmpty();
        assertThat(new CapacityChecks(plan).notes(Optional.of(host(8192)))).isEmpty();
    }

    @Test
    void sharedBuffersLeaveRoom() {
        var plan = plan(List.of(REPORTS.withSharedBuffers("2GB").withMemory("3g")));
        assertThat(new CapacityChecks(plan).problems())
                .extracting(String::valueOf)
                .containsExactly(
                        "server reports: shared buffers 2GB: is more than half of the container's memory, 3g; write withSharedBuffers(\"768MB\"), or give it 8192m");
    }

    @Test
    void aServerWithoutClientsHasNothingToLend() {
        assertThat(new CapacityChecks(plan(List.of(REPORTS.withMaxConnections(5)))).problems())
                .singleElement()
                .asString()
                .endsWith("write withMaxConnections(13), or lower withConnectionLimit of some clients");
    }

    @Test
    void theSettingsAreNamedForTheServerThatEveryEstateHas() {
        var settings = new Project(root)
                .production()
                .postgres(new PostgresSettings("postgres:17", 5432, 20, "1GB", "4MB", "1g"))
                .build();
        var plan = EstatePlan.of("owndom", settings, List.of(), List.of(client("1.0", "postgres")));
        assertThat(new CapacityChecks(plan).problems())
                .extracting(String::valueOf)
                .containsExactly(
                        "maxConnections: 20: the clients' limits add up to 10, and 13 are kept for managing the server; pulumi config set maxConnections 23, or lower withConnectionLimit of some clients, or lend postgres's connections out: pulumi config set --path 'pooling.postgres' 'transaction 5'",
                        "sharedBuffers: 1GB: is more than half of the container's memory, 1g; pulumi config set sharedBuffers 256MB, or give it 4096m");
    }

    @Test
    void memoryForEveryConnectionIsToldWithNumbers() {
        var plan = plan(List.of(REPORTS.withWorkMem("128MB")), client("1.0", "reports"));
        assertThat(new CapacityChecks(plan).notes(Optional.empty()))
                .containsExactly(
                        "postgres-reports: 23 connections that sort at once (work_mem 128MB) need 3246 MiB with shared_buffers 256MB, and its container has 2g: write withMemory(\"3328m\"), or lower work_mem or the connections");
    }

    @Test
    void noContainerMayUseMoreThanTheHostHas() {
        var read = new ReadSettings(new Project(root).production().build(), List.of());
        var small = new Host(HostRoutes.unknown(), Optional.of(host(1024)));
        assertThatThrownBy(() -> EstateChecks.passed(
                        "owndom", read, List.of(), List.of(client("8.0", "postgres")), Selection.all(), small))
                .hasMessageEndingWith(
                        "  postgres: memory 2048m: the host has 1024m; lower it to what it needs\n"
                                + "  client-1's backend: cores 8.0: the host has 4, and Docker refuses more; lower it to 4.0 or less");
    }

    @Test
    void coresThatAreNoNumberAreAProblemLikeOthers() {
        var read = new ReadSettings(new Project(root).production().build(), List.of());
        var host = new Host(HostRoutes.unknown(), Optional.of(host(4096)));
        assertThatThrownBy(() -> EstateChecks.passed(
                        "owndom",
                        read,
                        List.of(new DatabaseServer("reports").withCpus("..")),
                        List.of(client("1.2.3", "postgres")),
                        Selection.all(),
                        host))
                .hasMessageContainingAll(
                        "client-1's backend: cpus \"1.2.3\": a limit is a number of cores; write \"0.5\"",
                        "server reports: cores \"..\": is a number of cores; write withCpus(\"1.0\")");
    }

    @Test
    void theSumOfAllIsTold() {
        assertThat(new CapacityChecks(plan(List.of(REPORTS), client("1.0", "reports"))).notes(Optional.of(host(4096))))
                .containsExactly(
                        "The containers' memory limits add up to 5120 MiB, and the host has 4096: should all use theirs, the kernel ends some");
    }

    @Test
    void whatStandsInFrontOfAServerIsInTheSum() {
        var settings = new Project(root).production();
        settings.pooling("reports", "session");
        var plan = EstatePlan.of("owndom", settings.build(), List.of(REPORTS), List.of(client("1.0", "reports")));
        assertThat(new CapacityChecks(plan).notes(Optional.of(host(4096))))
                .containsExactly(
                        "The containers' memory limits add up to 5248 MiB, and the host has 4096: should all use theirs, the kernel ends some");
    }

    private EstatePlan plan(List<DatabaseServer> servers, Client... clients) {
        return EstatePlan.of("owndom", new Project(root).production().build(), servers, List.of(clients));
    }

    private static HostCapacity host(int mebibytes) {
        return new HostCapacity(new MemorySize(mebibytes), 4);
    }

    private static Client client(String cpus, String server) {
        return new Client("client-1", client -> client.noFrontend()
                .backend(app -> app.image("api:1").cpus(cpus))
                .database(it -> it.withServer(server)));
    }
}
