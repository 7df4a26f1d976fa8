package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.command.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningContainersTest {

    private final RunningContainers containers = RunningContainers.parse(
            """
            web\t127.0.0.1:3001->3001/tcp\tUp 3 minutes (healthy)\t
            api\t\tUp 2 seconds (health: starting)\t
            ill\t\tUp 5 minutes (unhealthy)\t
            old\t\tExited (137) 2 hours ago\t
            edge\t\tUp 2 hours\tproxy
            """);

    @Test
    void anAppAnswersAtItsPublishedAddress() {
        assertThat(containers.address("web")).isEqualTo("127.0.0.1:3001");
    }

    @Test
    void anAppThatIsNotPublishedAnswersAtItsName() {
        assertThat(containers.address("api")).isEqualTo("api");
    }

    @Test
    void aMissingContainerHasItsNameAlone() {
        assertThat(containers.address("gone")).isEqualTo("gone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web  | running",
                "api  | running",
                "ill  | ill: Up 5 minutes (unhealthy)",
                "old  | old: Exited (137) 2 hours ago",
                "gone | gone is missing",
                "-    | running"
            })
    void aContainersStateIsWhatDockerTells(String name, String state) {
        assertThat(containers.state(name)).isEqualTo(state);
    }

    @Test
    void everyTroubleIsToldOnce() {
        assertThat(containers.state("old", "web", "gone", "old"))
                .isEqualTo("old: Exited (137) 2 hours ago, gone is missing");
    }

    @Test
    void theProxyIsTheServerOfThatName() {
        assertThat(containers.proxy()).contains("edge");
        assertThat(RunningContainers.parse("edge\t\tExited (1) 2 hours ago\tproxy")
                        .proxy())
                .isEmpty();
    }

    @Test
    void aServerIsAsItsOwnCheckHasItNow() {
        var stale = RunningContainers.parse(
                """
                edge\t\tUp 2 hours (healthy)\tproxy
                data\t\tUp 2 hours (unhealthy)\tpostgres
                wall\t\tExited (1) 2 minutes ago\tfirewall
                """);
        var answers =
                Map.of("edge", new Answer(false, "", "curl: (7) Failed to connect"), "data", new Answer(true, "", ""));
        assertThat(stale.checked(answers).troubledServers())
                .isEqualTo(
                        """
                        firewall is not well: Exited (1) 2 minutes ago. ./hosting logs firewall says why.
                        proxy is not well: Up 2 hours (unhealthy: curl: (7) Failed to connect). ./hosting logs proxy says why.
                        """);
    }

    @Test
    void aServerThatCouldNotBeAskedIsAsDockerHasIt() {
        var stale = RunningContainers.parse("data\t\tUp 2 hours (unhealthy)\tpostgres\n");
        assertThat(stale.checked(Map.of()).troubledServers())
                .isEqualTo("postgres is not well: Up 2 hours (unhealthy). ./hosting logs postgres says why.\n");
    }

    @Test
    void aCheckIsRunAsDockerRunsIt() {
        assertThat(ServerHealth.words("[\"CMD\",\"backup\",\"health\"]")).containsExactly("backup", "health");
        assertThat(ServerHealth.words("[\"CMD-SHELL\",\"true && exec curl\"]"))
                .containsExactly("sh", "-c", "true && exec curl");
    }

    @Test
    void withoutContainersNothingRuns() {
        assertThat(RunningContainers.parse("").state("web")).isEqualTo("web is missing");
    }
}
