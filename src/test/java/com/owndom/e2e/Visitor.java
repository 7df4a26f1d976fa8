package com.owndom.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Asks a client for a page that its database answers, again and again, while something else happens.
 *
 * @param browser asks
 * @param host the client's
 */
record Visitor(Browser browser, String host) {

    /** The statuses of all answers while the action ran. */
    List<Integer> during(Callable<?> action) throws Exception {
        var statuses = new ArrayList<Integer>();
        var over = new AtomicBoolean();
        var visits = new Thread(() -> {
            while (!over.get()) {
                statuses.add(browser.get(host, "/api/v1/visits").statusCode());
                pause();
            }
        });
        visits.start();
        try {
            action.call();
        } finally {
            over.set(true);
            visits.join();
        }
        return statuses;
    }

    /** No more often than the proxy lets an address. */
    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
