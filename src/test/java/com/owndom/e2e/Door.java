package com.owndom.e2e;

import java.io.IOException;

/**
 * Where visitors come in: the proxy's port on loopback.
 *
 * @param port of the proxy
 * @param tls whether it speaks TLS there
 * @param patience milliseconds that a visitor waits for the next byte
 */
record Door(int port, boolean tls, int patience) {

    /** Four times as long as the slowest of answers takes: who waits for longer waits for nothing. */
    private static final int PATIENCE = 20_000;

    static Door http(int port) {
        return new Door(port, false, PATIENCE);
    }

    static Door https(int port) {
        return new Door(port, true, PATIENCE);
    }

    /** A connection to a host; {@link Refused} when nobody has that name. */
    Visit open(String host) throws IOException {
        return new Visit(this, host);
    }

    /** One answer on a connection of its own. */
    Visit.Answer get(String host, String path) throws IOException {
        try (var visit = open(host)) {
            return visit.get(path, "Connection: close");
        }
    }
}
