package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabasePassword;
import com.owndom.hosting.rules.EstateChecks;
import com.owndom.hosting.settings.Pooling;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.settings.ReadSettings;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is declared of PgBouncer, and what is refused. */
class PoolingTest {

    private static final Client CLIENT = new Client("client-1");

    @TempDir
    private Path root;

    private TestSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).clients("client-1").production().pooling("postgres", "transaction 3");
    }

    @Test
    void appsReachTheServerThroughItAndKnowTheWayPastIt() {
        var backend = declared().only("docker:Container", "client-1-backend");
        assertThat(backend.variable("DATABASE_URL"))
                .startsWith("postgresql://client-1-login-1a2b3c4:")
                .endsWith("@pgbouncer:5432/client_1_db");
        assertThat(backend.variable("DATABASE_DIRECT_URL")).endsWith("@postgres:5432/client_1_db");
        assertThat(backend.isSecret("envs")).isTrue();
        assertThat(backend.waitsFor()).contains("pgbouncer");
    }

    @Test
    void itListsNoClientAndKnowsNoSecretOfOurs() {
        var pool = declared().only("docker:Container", "pgbouncer");
        assertThat(pool.list("command").get(2).toString())
                .contains("* = host=postgres port=5432\n", "pool_mode = transaction\n", "default_pool_size = 3\n")
                .doesNotContain("client-1", "client_1");
        assertThat(pool.inputs()).containsEntry("readOnly", true).doesNotContainKey("uploads");
        assertThat(pool.waitsFor()).contains("postgres-pooling");
        assertThat(pool.inputs()).containsEntry("name", "owndom_pgbouncer_prod").containsEntry("user", "65534:65534");
        assertThat(pool.list("networksAdvanced"))
                .containsExactly(Map.of(
                        "name", "owndom_data_prod", "ipv4Address", "10.90.97.2", "aliases", List.of("pgbouncer")));
    }

    @Test
    void theServerIsTheSameWithItAsWithout() {
        var without = declare(new Project(root).production().build(), CLIENT);
        assertThat(declared().only("docker:Container", "postgres").inputs())
                .isEqualTo(without.only("docker:Container", "postgres").inputs());
    }

    @Test
    void itIsLetInByTheSuperuser() {
        var job = declared().only("docker:Container", "postgres-pooling");
        assertThat(job.upload("/access/pgpass"))
                .contains(DatabasePassword.of(TestSettings.MASTER_SECRET, "postgres", 1));
        assertThat(job.isSecret("uploads")).isTrue();
        assertThat(declared().jobs()).containsKey("postgres-pooling");
    }

    @Test
    void whenItIsNotLetInNoAppChanges() {
        var stack = declare(new StackRun().job("postgres-pooling", 2, "psql: error: no\n"), settings.build(), CLIENT);
        assertThat(stack.exceptions())
                .containsExactly(
                        """
                        postgres: PgBouncer could not be let in to it. What served before still serves.
                            psql: error: no
                        Correct it and run the update again.\
                        """);
        assertThat(stack.has("docker:Container", "client-1-backend")).isFalse();
    }

    @Test
    void manyClientsFitBecauseEachHoldsFew() {
        settings.postgres(new PostgresSettings("postgres:17", 5432, 17, "256MB", "4MB", "2g"));
        assertThat(problems()).isEmpty();
        assertThat(problems(settings.pooling("postgres", "session")))
                .containsExactly(
                        "maxConnections: 17: the clients' limits add up to 10, and 13 are kept for managing the"
                                + " server; pulumi config set maxConnections 23, or lower withConnectionLimit of some clients, or lend postgres's connections out: pulumi config set --path 'pooling.postgres' 'session 4'");
    }

    @Test
    void whatCannotWorkIsRefused() {
        assertThat(problems(settings.pooling("reports", "transaction")))
                .containsExactly(
                        "pooling: reports: the estate has no such database server; one of postgres, or pulumi config rm --path 'pooling.reports'");
        assertThat(problems(settings.pooling("postgres", "transaction 11")))
                .containsExactly(
                        "client-1: connection limit 10: PgBouncer holds up to 11 connections for each client of server postgres; "
                                + "raise it, or pulumi config set --path 'pooling.postgres' 'transaction 10'");
    }

    @Test
    void aPoolIsATextOfTwoWords() {
        assertThat(Pooling.parse("transaction")).hasValue(new Pooling(Pooling.Mode.TRANSACTION, 5));
        assertThat(Pooling.parse("session")).hasValue(new Pooling(Pooling.Mode.SESSION, 10));
        assertThat(Pooling.parse("session 20")).hasValue(new Pooling(Pooling.Mode.SESSION, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "statement", "transaction 0", "transaction x", "Transaction", "session 20 1"})
    void nothingElseIs(String text) {
        assertThat(Pooling.parse(text)).isEmpty();
    }

    private DeclaredStack declared() {
        return declare(settings.build(), CLIENT);
    }

    private List<String> problems() {
        return problems(settings);
    }

    private static List<String> problems(TestSettings some) {
        try {
            EstateChecks.passed("owndom", new ReadSettings(some.build(), List.of()), List.of(CLIENT));
            return List.of();
        } catch (EstateProblems refused) {
            return refused.problems().stream().map(Problem::toString).toList();
        }
    }
}
