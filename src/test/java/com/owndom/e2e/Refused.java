package com.owndom.e2e;

import java.io.IOException;

/** The proxy has no such host, and says so by closing the connection: over TLS within the handshake. */
final class Refused extends IOException {

    Refused(String how) {
        super(how);
    }
}
