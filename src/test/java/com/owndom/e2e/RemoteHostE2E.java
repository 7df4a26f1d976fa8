package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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

    private static final List<String> PROJECT = List.of(
            "hosting",
            "toolchain",
            "Pulumi.yaml",
            "pom.xml",
            "src/main",
            "sdks",
            "apps",
            "packages",
            "package.json",
            "package-lock.json",
            ".dockerignore",
            "tools",
            "target/owndom.jar",
            "target/lib");

    private static final String STACK = "e2e" + Long.toString(System.nanoTime() % 100_000_000, 36);
    private static final int POSTGRES_PORT = RemoteMachine.freePort();
    private static final Docker DOCKER = new Docker(STACK);
    private static RemoteMachine machine;
    private static Path copy;

    @BeforeAll
    static void copyTheProject() throws Exception {
        machine = new RemoteMachine();
        copy = Files.createTempDirectory("project");
        for (var part : PROJECT) {
            Shell.run("cp", "--recursive", "--preserve=timestamps", "--parents", part, copy.toString());
        }
        declareOneClient();
        settings(machine.address());
        succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
    }

    /** In the program of the copy, so that the update is a short one. */
    private static void declareOneClient() throws IOException {
        var program = copy.resolve("src/main/java/com/owndom/OwndomEstate.java");
        var source = Files.readString(program);
        var clients = source.substring(source.indexOf("List.of("), source.indexOf(");\n    }\n}"));
        Files.writeString(
                program, source.replace(clients, "List.of(new Client(\"client-1\", ClientBuilder::noFrontend))"));
        var classes = Files.createDirectory(copy.resolve("classes"));
        Shell.run(
                "javac",
                "-cp",
                copy + "/target/owndom.jar:" + copy + "/target/lib/*",
                "-d",
                classes.toString(),
                program.toString());
        Shell.run("jar", "--update", "--file", copy + "/target/owndom.jar", "-C", classes.toString(), ".");
    }

    private static void settings(String dockerHost) throws IOException {
        var file = copy.resolve("Pulumi." + STACK + ".yaml");
        var settings = Map.of(
                "dockerHost",
                dockerHost,
                "plainHttp",
                "\"true\"",
                "httpPort",
                "\"" + RemoteMachine.freePort() + "\"",
                "postgresPort",
                "\"" + POSTGRES_PORT + "\"",
                "subnetPool",
                "10.190.0.0/16");
        var lines = settings.entrySet().stream().map(it -> "  owndom:" + it.getKey() + ": " + it.getValue());
        Files.writeString(
                file,
                String.join("\n", Stream.concat(Stream.of("config:"), lines).toList()) + "\n");
        succeed("stack", "init", STACK, "--no-select");
    }

    @AfterAll
    static void remove() {
        DOCKER.removeAll();
        Shell.run("rm", "--recursive", copy.toString());
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
        assertThat(DOCKER.lives()).isEmpty();
    }

    @Test
    @Order(2)
    void theUpdateBuildsAndRunsOverThere() throws Exception {
        assertThat(succeed("up", "--yes")).containsPattern("client-1 .* running");
        assertThat(DOCKER.lives()).containsKeys("client-1-backend", "postgres", "proxy");
        assertThat(machine.processes()).isEmpty();
    }

    @Test
    @Order(3)
    void whatOnlyLooksWorksToo() throws Exception {
        assertThat(succeed("psql", "client-1", "-tAc", "select current_user")).contains("client_1");
        assertThat(succeed("logs", "client-1", "backend")).isNotBlank();
        assertThat(succeed("doctor")).contains(machine.address());
        assertThat(machine.processes()).isEmpty();
    }

    @Test
    @Order(4)
    void aPullRequestIsPreviewedWithoutAWayToTheHost() throws Exception {
        var ended = hosting(machine.mistaking(), "preview", "--json");
        assertThat(ended.printed()).contains("\"steps\"").doesNotContain(EstateUnderTest.MASTER_SECRET);
        assertThat(ended.code()).isZero();
    }

    @Test
    @Order(5)
    void driftFailsTheCheckAndIsNamed() throws Exception {
        assertThat(succeed("preview", "--refresh", "--expect-no-changes", "--json"))
                .contains("\"changeSummary\"");
        Shell.run("docker", "rm", "--force", DOCKER.id("client-1", "backend"));
        var ended = hosting(machine.trusting(), "preview", "--refresh", "--expect-no-changes", "--json");
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.printed()).contains("Container::client-1-backend");
    }

    @Test
    @Order(6)
    void destroyLeavesNothing() throws Exception {
        succeed("destroy", "--yes", "--data", "owndom-" + STACK);
        assertThat(DOCKER.lives()).isEmpty();
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

    private static RemoteMachine.Ended hosting(Path sshConfiguration, String... arguments)
            throws IOException, InterruptedException {
        var command =
                Stream.concat(Stream.of("./hosting"), Stream.of(arguments)).toArray(String[]::new);
        var environment = Map.of(
                "HOSTING_STACK",
                STACK,
                "HOSTING_SSH_CONFIG",
                sshConfiguration.toString(),
                "PULUMI_BACKEND_URL",
                "file://" + copy,
                "PULUMI_CONFIG_PASSPHRASE",
                "a passphrase");
        return machine.run(copy, environment, command);
    }
}
