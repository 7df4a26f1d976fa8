package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** {@code ./hosting} on a machine without Docker, for a Docker host that it reaches over ssh alone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RemoteHostE2E {

    private static RemoteMachine machine;
    private static Checkout checkout;
    private static Docker docker;

    @BeforeAll
    static void copyTheProject() throws Exception {
        machine = new RemoteMachine();
        checkout = new Checkout();
        docker = checkout.docker;
        checkout.declareWithServers(
                "new com.owndom.hosting.database.DatabaseServer(\"reports\").withPort(%d)".formatted(FreePort.next()),
                "new Client(\"client-1\", client -> client.noFrontend().database(it -> it.withServer(\"reports\")))");
        checkout.settings(Map.of(
                "dockerHost",
                machine.address(),
                "plainHttp",
                "true",
                "httpPort",
                String.valueOf(FreePort.next()),
                "postgresPort",
                String.valueOf(FreePort.next()),
                "subnetPool",
                "10.190.0.0/16"));
        succeed("stack", "init", checkout.stack, "--no-select");
        succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
    }

    @AfterAll
    static void remove() {
        checkout.remove();
        machine.close();
    }

    @Test
    @Order(1)
    void aHostThatProvesToBeAnotherIsRefused() throws Exception {
        var ended = hosting(machine.mistaking(), "up", "--yes");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.printed())
                .contains("Host key verification failed")
                .contains("Compare its key with the host itself");
        assertThat(docker.lives()).isEmpty();
    }

    @Test
    @Order(2)
    void whatThatHostDoesNotHaveIsRefused() throws Exception {
        succeed("config", "set", "proxyCpus", "512.0");
        var ended = hosting(machine.trusting(), "up", "--yes");
        succeed("config", "rm", "proxyCpus");
        assertThat(ended.printed()).containsPattern("512.0.*the host has \\d+, and Docker refuses more");
        assertThat(docker.lives()).isEmpty();
    }

    @Test
    @Order(3)
    void theUpdateBuildsAndRunsOverThere() throws Exception {
        assertThat(succeed("up", "--yes")).containsPattern("client-1 .* running");
        assertThat(docker.lives()).containsKeys("client-1-backend", "postgres", "postgres-reports", "proxy");
        assertThat(machine.processes()).isEmpty();
    }

    @Test
    @Order(4)
    void whatOnlyLooksWorksToo() throws Exception {
        assertThat(succeed("psql", "client-1", "-tAc", "select current_user")).contains("client_1");
        assertThat(succeed("logs", "client-1", "backend")).isNotBlank();
        assertThat(succeed("doctor")).contains(machine.address());
        assertThat(machine.processes()).isEmpty();
    }

    @Test
    @Order(5)
    void aPullRequestIsPreviewedWithoutAWayToTheHost() throws Exception {
        var ended = hosting(machine.mistaking(), "preview", "--json");
        assertThat(ended.printed()).contains("\"steps\"").doesNotContain(EstateUnderTest.MASTER_SECRET);
        assertThat(ended.code()).isZero();
    }

    @Test
    @Order(6)
    void driftFailsTheCheckAndIsNamed() throws Exception {
        assertThat(succeed("preview", "--refresh", "--expect-no-changes", "--json"))
                .contains("\"changeSummary\"");
        Shell.run("docker", "rm", "--force", docker.id("client-1", "backend"));
        var ended = hosting(machine.trusting(), "preview", "--refresh", "--expect-no-changes", "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed()).contains("Container::client-1-backend");
    }

    @Test
    @Order(7)
    void destroyLeavesNothing() throws Exception {
        succeed("destroy", "--yes", "--data", "owndom-" + checkout.stack);
        assertThat(docker.lives()).isEmpty();
        assertThat(machine.processes()).isEmpty();
    }

    private static String succeed(String... arguments) throws IOException {
        try {
            var ended = hosting(machine.trusting(), arguments);
            assertThat(ended.code())
                    .as(Arrays.toString(arguments) + "\n" + ended.printed())
                    .isZero();
            return ended.printed();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static Checkout.Ended hosting(Path sshConfiguration, String... arguments)
            throws IOException, InterruptedException {
        var command =
                Stream.concat(Stream.of("./hosting"), Stream.of(arguments)).toArray(String[]::new);
        var environment = new HashMap<>(checkout.environment());
        environment.put("HOSTING_SSH_CONFIG", sshConfiguration.toString());
        return machine.run(checkout.directory, environment, command);
    }
}
