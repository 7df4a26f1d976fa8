package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;

/** Visitors who ask again and again for what a client's database answers. */
final class ConnectingVisitors {

    private ConnectingVisitors() {}

    /** Fails when a visitor of one of these clients is not served while that is done, or was not even there. */
    static void assertServedDuring(Door door, List<String> clients, String what, Callable<?> action) throws Exception {
        try (var visitors = new Visitors(door)) {
            visitors.during(what);
            clients.forEach(it -> visitors.ofData(host(it)));
            action.call();
            var failures = visitors.leave();
            for (var client : clients) {
                var answers = visitors.served(what, "data", host(client));
                System.out.printf("%s: %s answered one of its visitors %d times%n", what, client, answers);
                assertThat(answers).as(client).isGreaterThan(10);
            }
            assertThat(failures).isEmpty();
        }
    }

    private static String host(String client) {
        return client + ".e2e.localhost";
    }
}
