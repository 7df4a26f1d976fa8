package com.owndom.hosting.proxy;

import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.ProxySettings;

/**
 * What the proxy's own part of its configuration depends on.
 *
 * @param tls whether visitors are served over TLS
 * @param port of the host that visitors reach
 * @param settings the stack's
 * @param drainSeconds how long connections may outlive a reload
 */
record ProxyPlan(boolean tls, int port, ProxySettings settings, int drainSeconds) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int IDLE_SECONDS = 10;

    static ProxyPlan of(EstateSettings settings) {
        var http = settings.http();
        var tls = settings.hasTls();
        var port = tls ? http.httpsPort() : http.port();
        return new ProxyPlan(tls, port, settings.proxy(), settings.deploys().drainSeconds());
    }

    /** How long a reload leaves idle connections open: not beyond the life of what they lead to. */
    int idleSeconds() {
        return Math.min(IDLE_SECONDS, drainSeconds);
    }

    /** {@code :8443}, or nothing where a browser leaves it out. */
    String portInAddress() {
        return port == (tls ? HTTPS : HTTP) ? "" : ":" + port;
    }
}
