package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabasePassword;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** New passwords while visitors are there whose every request connects to the database anew. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RotationE2E {

    private static final String NEW_SECRET = "another-master-secret-that-is-long-enough";

    private static final List<String> CLIENTS = List.of("client-1", "client-2");

    private static EstateUnderTest estate;
    private static Databases databases;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 225);
        databases = new Databases(estate.postgresPort);
        up(1);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void whatAnAppMakesBelongsToTheOwnerWhateverItsPoolResets() throws Exception {
        var login = onlyLogin("client-1");
        try (var app = databases.connect(login, password(EstateUnderTest.MASTER_SECRET, 1), "client_1_db")) {
            for (var reset : List.of("RESET ROLE", "RESET ALL", "SET SESSION AUTHORIZATION DEFAULT", "DISCARD ALL")) {
                app.createStatement().execute(reset);
                assertThat(Databases.column(app, "SELECT session_user || ' is ' || current_user"))
                        .as(reset)
                        .containsExactly(login + " is client_1");
            }
            app.createStatement().execute("CREATE TABLE made_by_an_app ()");
            assertThat(Databases.column(app, "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
                    .containsExactly("client_1");
        }
        assertThatThrownBy(() -> databases.connect(login, password(EstateUnderTest.MASTER_SECRET, 1), "client_2_db"))
                .hasMessageContaining("permission denied for database");
    }

    @Test
    @Order(2)
    void anotherPasswordOfOneClientIsSeenInThePlanWithoutItsValue() throws Exception {
        assertThat(estate.preview(client("client-1", 2), client("client-2", 1)))
                .containsPattern("client-1-login +replace +\\[diff: ~password]")
                .doesNotContain("Role client-2-login", password(EstateUnderTest.MASTER_SECRET, 2));
    }

    @Test
    @Order(3)
    void itLosesNoRequestAndEndsTheOldOne() throws Exception {
        var old = onlyLogin("client-1");
        var other = estate.docker.lives().get("client-2-backend");
        ConnectingVisitors.assertServedDuring(Door.http(estate.httpPort), CLIENTS, "another password", () -> up(2));
        assertThat(onlyLogin("client-1")).isNotEqualTo(old);
        assertThat(estate.docker.lives()).containsEntry("client-2-backend", other);
        databases
                .connect(onlyLogin("client-1"), password(EstateUnderTest.MASTER_SECRET, 2), "client_1_db")
                .close();
        assertThatThrownBy(() -> databases.connect(old, password(EstateUnderTest.MASTER_SECRET, 1), "client_1_db"))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    @Order(4)
    void aRotationWithAVersionThatFailsLeavesTheOldPasswordUntilSomethingSucceeds() throws Exception {
        var serving = onlyLogin("client-1");
        ConnectingVisitors.assertServedDuring(Door.http(estate.httpPort), CLIENTS, "a rotation that fails", () -> {
            assertThat(estate.unansweredUp(
                            client("client-1", 3, app -> app.environment("PORT", "4999")), client("client-2", 1)))
                    .contains("client-1's new backend never answered");
            return null;
        });
        assertThat(estate.logins("client-1")).hasSize(2).contains(serving);
        ConnectingVisitors.assertServedDuring(Door.http(estate.httpPort), CLIENTS, "the way back", () -> up(2));
        onlyLogin("client-1");
        estate.expectNoChanges(client("client-1", 2), client("client-2", 1));
    }

    @Test
    @Order(5)
    void anotherMasterSecretLosesNoRequestEither() throws Exception {
        var server = estate.docker.lives().get("postgres");
        estate.setSecret("previousMasterSecret", EstateUnderTest.MASTER_SECRET);
        estate.setSecret("masterSecret", NEW_SECRET);
        ConnectingVisitors.assertServedDuring(
                Door.http(estate.httpPort), CLIENTS, "another master secret", () -> up(2));
        assertThat(estate.docker.lives()).containsEntry("postgres", server);
        databases
                .connect(onlyLogin("client-1"), password(NEW_SECRET, 2), "client_1_db")
                .close();
        onlyLogin("client-2");
        estate.expectNoDrift();
    }

    @Test
    @Order(6)
    void whenAClientGoesNobodyLogsInToItsDatabaseAnyMore() throws Exception {
        estate.up(client("client-1", 2));
        assertThat(estate.logins("client-2")).isEmpty();
    }

    private static String onlyLogin(String client) {
        assertThat(estate.logins(client)).hasSize(1);
        return estate.logins(client).get(0);
    }

    private static String password(String masterSecret, int generation) {
        return DatabasePassword.of(masterSecret, "client_1", generation);
    }

    private static Void up(int generation) throws Exception {
        estate.up(client("client-1", generation), client("client-2", 1));
        return null;
    }

    private static Client client(String name, int generation) {
        return client(name, generation, app -> app);
    }

    private static Client client(String name, int generation, UnaryOperator<AppBuilder> further) {
        return new Client(name, client -> client.apiRate(10_000)
                .noFrontend()
                .database(it -> it.withPasswordGeneration(generation))
                .backend(app -> further.apply(app.dockerfile("apps/client-1/backend/Dockerfile")
                        .sources("apps/client-1", "packages")
                        .environment("POOL_USES", "1"))));
    }
}
