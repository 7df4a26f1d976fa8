package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.settings.ReadSettings;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServerChecksTest {

    private static final DatabaseServer REPORTS = new DatabaseServer("reports");

    @TempDir
    private Path root;

    @Test
    void aServerWithANameAloneIsFine() {
        assertThat(problems(List.of(REPORTS), client("client-1", "reports"))).isEmpty();
    }

    @Test
    void whatItIsMadeOfIsChecked() {
        var wrong = new DatabaseServer("Reports")
                .withImage("postgres")
                .withSharedBuffers("1g")
                .withWorkMem("much")
                .withMemory("2GiB")
                .withCpus("0")
                .withMaxConnections(13)
                .withNumber(201)
                .withPort(80);
        assertThat(problems(List.of(wrong)))
                .containsExactly(
                        "server Reports: name \"Reports\": a name is a DNS label of at most 30 characters; write one like new DatabaseServer(\"reports\")",
                        "server Reports: image \"postgres\": an image names a tag or digest; write withImage(\"postgres:17\")",
                        "server Reports: shared buffers \"1g\": PostgreSQL writes an amount in kB, MB or GB; write withSharedBuffers(\"256MB\")",
                        "server Reports: work_mem \"much\": PostgreSQL writes an amount in kB, MB or GB; write withWorkMem(\"4MB\")",
                        "server Reports: memory \"2GiB\": is an amount in m or g; write withMemory(\"2g\")",
                        "server Reports: cores \"0\": is a number of cores; write withCpus(\"1.0\")",
                        "server Reports: number 201: a number is between 1 and 200; leave withNumber(…) out, or choose one in that range",
                        "server Reports: max connections 13: 13 are kept for managing the server; leave withMaxConnections(…) out for 200",
                        "server Reports: port 80: is httpPort too; choose one that is free on the host: withPort(5433)");
    }

    @Test
    void namesNumbersAndPortsAreEachOnesOwn() {
        var number = REPORTS.number();
        assertThat(problems(List.of(REPORTS, new DatabaseServer("big").withNumber(number))))
                .containsExactly(
                        "server big: port %d: is the port of server reports too; choose one that is free on the host: withPort(5433)"
                                .formatted(5432 + number),
                        "server reports, server big: number %d: a number gives an address to one server; write withNumber(%d) for the newer one"
                                .formatted(number, number + 1));
        assertThat(problems(List.of(REPORTS, REPORTS.withPort(6000))))
                .containsExactly("server reports: its name: is that of another server; rename it");
        assertThat(problems(List.of(new DatabaseServer("postgres"))))
                .containsExactly("server postgres: its name: is that of the server that every estate has; rename it");
    }

    @Test
    void noClientIsCalledLikeAServer() {
        assertThat(problems(List.of(REPORTS), client("postgres-reports", "postgres")))
                .containsExactly("postgres-reports: its name: is that of a database server; rename one of them");
    }

    @Test
    void theServerOfAClientIsThere() {
        assertThat(problems(List.of(REPORTS), client("client-1", "report")))
                .containsExactly(
                        "client-1: server \"report\": the estate has no such database server; one of postgres, reports, or a new DatabaseServer beside the clients");
    }

    @Test
    void eachServersConnectionsAreItsOwn() {
        var small = REPORTS.withMaxConnections(23);
        assertThat(problems(List.of(small), client("client-1", "reports"), client("client-2", "postgres")))
                .isEmpty();
        assertThat(problems(List.of(small), client("client-1", "reports"), client("client-2", "reports")))
                .containsExactly(
                        "server reports: max connections 23: the clients' limits add up to 20, and 13 are kept for managing the server; write withMaxConnections(33), or lower withConnectionLimit of some clients, or lend reports's connections out: pulumi config set --path 'pooling.reports' 'transaction 5'");
    }

    @Test
    void thirteenServersAreTooMany() {
        var servers = IntStream.rangeClosed(1, 13)
                .mapToObj(it -> new DatabaseServer("server-" + it).withNumber(it))
                .toList();
        assertThat(problems(servers))
                .containsExactly(
                        "owndom: 13 further database servers: an estate has at most 12; move some to an estate of their own");
    }

    private List<String> problems(List<DatabaseServer> servers, Client... clients) {
        var read = new ReadSettings(new Project(root).production().build(), List.of());
        try {
            EstateChecks.passed("owndom", read, servers, List.of(clients), Selection.all(), Host.unknown());
            return List.of();
        } catch (EstateProblems refused) {
            return refused.problems().stream().map(Problem::toString).toList();
        }
    }

    private static Client client(String name, String server) {
        return new Client(
                name,
                client -> client.noFrontend().backend(app -> app.image("api:1")).database(it -> it.withServer(server)));
    }
}
