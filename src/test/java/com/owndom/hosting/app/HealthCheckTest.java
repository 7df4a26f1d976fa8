package com.owndom.hosting.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    @Test
    void aFrontendIsAskedWithWget() {
        assertThat(new HealthCheck("/", Optional.empty()).test(AppRole.FRONTEND, 3001))
                .containsExactly(
                        "CMD", "wget", "--quiet", "--tries=1", "--output-document=/dev/null", "http://127.0.0.1:3001/");
    }

    @Test
    void aBackendIsAskedWithCurl() {
        assertThat(new HealthCheck("/api/health", Optional.empty()).test(AppRole.BACKEND, 4001))
                .containsExactly(
                        "CMD",
                        "curl",
                        "--fail",
                        "--silent",
                        "--show-error",
                        "--output",
                        "/dev/null",
                        "http://127.0.0.1:4001/api/health");
    }

    @Test
    void anAppsOwnCommandIsTakenAsItIs() {
        var check = new HealthCheck("/", Optional.of(List.of("/app/healthy", "--fast")));
        assertThat(check.test(AppRole.BACKEND, 4001)).containsExactly("CMD", "/app/healthy", "--fast");
    }
}
