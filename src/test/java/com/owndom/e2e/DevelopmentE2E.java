package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.Client;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A development estate: fixed names, loopback ports, sources mounted. Numbers of its own keep a person's ports free. */
class DevelopmentE2E {

    private static final Client CLIENT = new Client("client-1", client -> client.number(901));

    private static EstateUnderTest estate;

    @BeforeAll
    static void bringUp() throws Exception {
        estate = new EstateUnderTest("development", 132);
        estate.up(CLIENT);
    }

    @AfterAll
    static void remove() throws Exception {
        estate.remove();
    }

    @Test
    void containersHaveTheGuidesNames() {
        assertThat(name("frontend")).isEqualTo("/e2e_client_1_frontend_" + estate.name());
        assertThat(name("backend")).isEqualTo("/e2e_client_1_backend_" + estate.name());
    }

    @Test
    void appsAnswerOnLoopbackAlone() throws Exception {
        var ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:4901/api/health"))
                .build();
        assertThat(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(ask, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(Docker.inspect(estate.docker.id("client-1", "frontend"), "{{json .HostConfig.PortBindings}}"))
                .isEqualTo("{\"3901/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"3901\"}]}");
    }

    @Test
    void sourcesAreMountedAndBuildOutputIsShielded() {
        var mounts = Docker.inspect(
                estate.docker.id("client-1", "frontend"),
                "{{range .Mounts}}{{.Type}} {{.Source}} {{.Destination}}{{println}}{{end}}");
        assertThat(mounts)
                .contains("/apps/client-1/frontend /app/apps/client-1/frontend")
                .contains("/packages /app/packages")
                .containsPattern("volume .* /app/apps/client-1/frontend/\\.next");
    }

    @Test
    void theDevelopmentStageRuns() {
        assertThat(Docker.environment(estate.docker.id("client-1", "backend"), "NODE_ENV"))
                .isEqualTo("development");
        assertThat(Docker.inspect(estate.docker.id("client-1", "backend"), "{{json .Config.Cmd}}"))
                .contains("--watch");
    }

    @Test
    void aReplacedAppAnswersThroughTheProxy() throws Exception {
        var changed = new Client(
                "client-1", client -> client.number(901).backend(app -> app.environment("GREETING", "hello")));
        var before = estate.docker.lives();
        estate.up(changed);
        var after = estate.docker.lives();
        assertThat(after.get("client-1-backend")).isNotEqualTo(before.get("client-1-backend"));
        assertThat(after.get("proxy")).isEqualTo(before.get("proxy"));
        assertThat(estate.browser.get("client-1.e2e.localhost", "/api/health").statusCode())
                .isEqualTo(200);
        estate.expectNoChanges(changed);
        estate.expectNoDrift();
    }

    @Test
    void nothingListensBeyondLoopback() throws IOException {
        var address = Shell.run("sh", "-c", "hostname -I").split(" ")[0];
        for (var port : new int[] {estate.httpPort, estate.postgresPort, 3901, 4901}) {
            assertThat(isOpen(address, port)).as("%s:%d", address, port).isFalse();
        }
    }

    private static boolean isOpen(String address, int port) {
        try (var socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String name(String app) {
        return Docker.inspect(estate.docker.id("client-1", app), "{{.Name}}");
    }
}
