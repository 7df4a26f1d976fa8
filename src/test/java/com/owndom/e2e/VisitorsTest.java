package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorsTest {

    private static final String HOST = "client-1.example";
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"visits\":1}";
    private static final String NEVER = "";

    @Test
    void countAWholeAnswerByHostAndPhase() throws Exception {
        try (var server = server(GOOD);
                var visitors = visitors(server)) {
            visitors.ofData(HOST);
            come();
            assertThat(visitors.leave()).isEmpty();
            assertThat(visitors.served("before", "data", HOST)).isPositive();
            assertThat(visitors.served("before", "data", "client-2.example")).isZero();
            assertThat(visitors.served("during", "data", HOST)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 500 Oops\r\nContent-Length: 12\r\n\r\n{\"visits\":1}",
                "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nanother",
                "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"visits\":1}",
                "nonsense that no number can be read from\r\n\r\n",
                "\r\n"
            })
    void countEverythingElseAsAFailureAndComeAgain(String answer) throws Exception {
        try (var server = server(answer);
                var visitors = visitors(server)) {
            visitors.ofData(HOST);
            come();
            assertThat(visitors.leave()).hasSizeGreaterThan(2);
            assertThat(visitors.served("before", "data", HOST)).isZero();
        }
    }

    /** Also of a visit that is under way when the others leave. */
    @Test
    void countAnAnswerThatDoesNotCome() throws Exception {
        try (var server = server(NEVER);
                var visitors = visitors(server)) {
            visitors.ofData(HOST);
            come();
            assertThat(visitors.leave())
                    .isNotEmpty()
                    .allMatch(it -> it.startsWith("before: ") && it.contains(HOST) && it.contains("timed out"));
        }
    }

    @Test
    void ofAClientThatIsRemovedAreContentWhenTheyAreRefusedAtOnce() throws Exception {
        for (var leaving : List.of(true, false)) {
            var server = server("");
            try (var visitors = visitors(server)) {
                server.close();
                if (leaving) {
                    visitors.until(HOST);
                } else {
                    visitors.ofData(HOST);
                }
                come();
                // Nobody listens, which is no answer of the proxy's to anybody.
                assertThat(visitors.leave()).isNotEmpty().allMatch(it -> it.contains("ConnectException"));
            }
        }
        try (var server = server(null);
                var visitors = visitors(server)) {
            visitors.until(HOST);
            come();
            assertThat(visitors.leave()).isEmpty();
        }
    }

    private static Visitors visitors(ServerSocket server) {
        return new Visitors(new Door(server.getLocalPort(), false, 400));
    }

    private static void come() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(300);
    }

    /** Gives everybody that answer; none at all when it is empty, and closes the connection when there is none. */
    private static ServerSocket server(String answer) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> {
            try {
                while (true) {
                    var visitor = server.accept();
                    visitor.getInputStream().read(new byte[1000]);
                    if (answer == null || !answer.isEmpty()) {
                        visitor.getOutputStream()
                                .write((answer == null ? "" : answer).getBytes(StandardCharsets.US_ASCII));
                        visitor.close();
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server;
    }
}
