package com.owndom.hosting.proxy;

import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.ProxySettings;

/**
 * What the proxy's own part of its configuration depends on.
 *
 * @param tls whether visitors are served over TLS
 * @param port of the host that visitors reach
 * @param settings the stack's
 */
record ProxyPlan(boolean tls, int port, ProxySettings settings) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    static ProxyPlan of(EstateSettings settings) {
        var http = settings.http();
        var tls = settings.hasTls();
        return new ProxyPlan(tls, tls ? http.httpsPort() : http.port(), settings.proxy());
    }

    /** {@code :8443}, or nothing where a browser leaves it out. */
    String portInAddress() {
        return port == (tls ? HTTPS : HTTP) ? "" : ":" + port;
    }
}
