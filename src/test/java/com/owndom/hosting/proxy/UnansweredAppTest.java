package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnansweredAppTest {

    @Test
    void areReadFromTheLogInTheOrderOfClients() {
        var log =
                """
                nginx: configuration file test is successful
                FAILED client-2 backend c2 http://c2:4002/api/health curl: (22) The requested URL returned error: 500
                FAILED client-1 frontend c1 http://c1:3001/ curl: (7) Failed to connect
                """;
        assertThat(UnansweredApp.in(log))
                .containsExactly(
                        new UnansweredApp(
                                "client-1", "frontend", "c1", "http://c1:3001/", "curl: (7) Failed to connect"),
                        new UnansweredApp(
                                "client-2",
                                "backend",
                                "c2",
                                "http://c2:4002/api/health",
                                "curl: (22) The requested URL returned error: 500"));
    }

    @Test
    void areNoneWhenAllAnswered() {
        assertThat(UnansweredApp.in("published 1\n")).isEmpty();
        assertThat(UnansweredApp.in("")).isEmpty();
    }

    @Test
    void aReasonMayBeMissing() {
        assertThat(UnansweredApp.in("FAILED client-1 backend c1 http://c1:4001/ "))
                .extracting(UnansweredApp::reason)
                .containsExactly("");
    }
}
