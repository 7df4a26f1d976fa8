package com.owndom.hosting.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private List<String> problems(Map<String, String> before) {
        var plan = EstatePlan.of("owndom", new Project(root).production().build(), List.of(REPORTS), List.of());
        return new ServerVersions(plan, before)
                .problems()
                .map(Problem::toString)
                .toList();
    }
}
