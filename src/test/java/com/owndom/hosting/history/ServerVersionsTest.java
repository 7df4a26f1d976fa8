package com.owndom.hosting.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerVersionsTest {

    private static final DatabaseServer REPORTS = new DatabaseServer("reports").withImage("postgres:18");

    @TempDir
    private Path root;

    @Test
    void anotherMajorVersionInThePlaceOfAServerIsRefused() {
        assertThat(problems(Map.of("postgres", "postgres:16.4-alpine", "reports", "example.com/postgis:17-3.5")))
                .containsExactly(
                        "postgresImage: postgres:17: its data are of PostgreSQL 16, which no other major version reads; go back to postgres:16.4-alpine, write new DatabaseServer(\"…\").withImage(\"postgres:17\") beside it, and ./hosting move each client there",
                        "server reports: postgres:18: its data are of PostgreSQL 17, which no other major version reads; go back to example.com/postgis:17-3.5, write new DatabaseServer(\"…\").withImage(\"postgres:18\") beside it, and ./hosting move each client there");
    }

    @Test
    void anotherMinorVersionAndWhatNothingIsKnownOfAreNot() {
        assertThat(problems(Map.of("postgres", "postgres:17.1", "reports", "example.com/database:5")))
                .isEmpty();
        assertThat(problems(Map.of())).isEmpty();
    }

    @Test
    void anotherSystemUnderTheSameVersionIsRefusedWhereThereAreData() {
        assertThat(problems(Map.of("postgres", "postgres:17-alpine", "reports", "postgres:18.1-bookworm"), "postgres"))
                .containsExactly(
                        "postgresImage: postgres:17: its data were written on alpine, and debian sorts text otherwise, so that indexes of text would miss rows; go back to postgres:17-alpine, write new DatabaseServer(\"…\").withImage(\"postgres:17\") beside it, and ./hosting move each client there");
        assertThat(problems(Map.of("postgres", "postgres:17-alpine"))).isEmpty();
        assertThat(new ServerVersions(
                                plan(REPORTS.withImage("postgres:17-trixie")),
                                Map.of("reports", "postgres:17.2-bookworm"),
                                Set.of("reports"))
                        .problems())
                .hasSize(1);
        assertThat(problems(Map.of("reports", "registry.example:5000/team/postgis:18-3.6-alpine"), "reports"))
                .hasSize(1);
    }

    private List<String> problems(Map<String, String> before, String... withData) {
        return new ServerVersions(plan(REPORTS), before, Set.of(withData))
                .problems()
                .map(Problem::toString)
                .toList();
    }

    private EstatePlan plan(DatabaseServer further) {
        return EstatePlan.of("owndom", new Project(root).production().build(), List.of(further), List.of());
    }
}
