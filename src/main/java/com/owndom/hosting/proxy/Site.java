package com.owndom.hosting.proxy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One client's part of the proxy's configuration.
 *
 * @param client the client's name
 * @param host what visitors ask for
 * @param frontend answers everything but {@code /api/}, and that too without a backend
 * @param backend answers {@code /api/}, and everything without a frontend
 * @param uploadLimit the largest request body
 * @param apiRate requests a second from one address to {@code /api/}
 * @param webRate requests a second from one address to everything else
 */
public record Site(
        String client,
        String host,
        Optional<Upstream> frontend,
        Optional<Upstream> backend,
        String uploadLimit,
        int apiRate,
        int webRate) {

    /** The apps behind it. */
    List<Upstream> upstreams() {
        return Stream.of(frontend, backend).flatMap(Optional::stream).toList();
    }

    /** What answers {@code /api/}. */
    Upstream api() {
        return backend.or(() -> frontend).orElseThrow();
    }

    /** What answers the rest. */
    Upstream web() {
        return frontend.or(() -> backend).orElseThrow();
    }
}
