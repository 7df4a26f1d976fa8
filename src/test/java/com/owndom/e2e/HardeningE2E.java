package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Containers that may do little, on the real engine, Docker and PostgreSQL. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HardeningE2E {

    private static final Client CLIENT_1 = new Client("client-1");
    private static final Client CLIENT_2 = new Client("client-2");

    private static EstateUnderTest estate;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("production", 180);
        estate.up(CLIENT_1, CLIENT_2);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    @Order(1)
    void theSampleAppsRunAsTheyAreConfined() {
        for (var client : List.of("client-1", "client-2")) {
            var host = client + ".e2e.localhost";
            assertThat(estate.browser.get(host, "/").statusCode()).as(client).isEqualTo(200);
            assertThat(estate.browser.get(host, "/api/v1/visits").statusCode())
                    .as(client)
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(1)
    void noProcessOfAnAppHasACapabilityOrMayGainOne() {
        for (var client : List.of("client-1", "client-2")) {
            var status = Shell.run("docker", "exec", estate.docker.id(client, "backend"), "cat", "/proc/1/status");
            assertThat(status).containsPattern("CapBnd:\\s+0{16}").containsPattern("NoNewPrivs:\\s+1");
        }
    }

    @Test
    @Order(1)
    void anAppWritesToMemoryAlone() {
        for (var client : List.of("client-1", "client-2")) {
            var script =
                    "touch /tmp/a /run/a; for it in /a /app/a /var/tmp/a; do if touch $it; then echo wrote $it; fi; done";
            var printed = Shell.run(
                    "docker", "exec", "--user", "0", estate.docker.id(client, "frontend"), "sh", "-c", script);
            assertThat(printed).doesNotContain("wrote", "'/tmp/a'", "'/run/a'").contains("Read-only file system");
        }
    }

    @Test
    @Order(2)
    void aSecondUpdateAndARefreshFindNothingToDo() throws Exception {
        estate.expectNoChanges(CLIENT_1, CLIENT_2);
        estate.expectNoDrift();
        estate.expectNoChanges(CLIENT_1, CLIENT_2);
    }
}
