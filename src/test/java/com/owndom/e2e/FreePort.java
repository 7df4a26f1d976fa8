package com.owndom.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on, below those that the kernel gives to outgoing connections: one of those may be gone by then. */
final class FreePort {

    private static final int FIRST = 15_000;
    private static final int BEHIND_LAST = 32_000;

    private FreePort() {}

    static int next() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            try (var socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException inUse) {
                // the next one
            }
        }
    }
}
