package com.owndom.hosting.proxy;

import com.owndom.hosting.job.ServedVersion;
import com.owndom.hosting.settings.ClientVersion;
import com.owndom.hosting.text.Fingerprint;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One client's part of the proxy's configuration.
 *
 * @param client the client's name
 * @param hosts what visitors ask for
 * @param frontend answers everything but {@code /api/}, and that too without a backend
 * @param backend answers {@code /api/}, and everything without a frontend
 * @param limits of what visitors ask for
 * @param asksForPassword whether visitors have to give a name and a password
 * @param maintenance the text of the page that visitors get instead, while the site is closed
 */
public record Site(
        String client,
        SiteHosts hosts,
        Optional<Upstream> frontend,
        Optional<Upstream> backend,
        SiteLimits limits,
        boolean asksForPassword,
        Optional<String> maintenance) {

    /** The main host. */
    public String host() {
        return hosts.main();
    }

    /** The name of the main host's certificate; none without TLS. */
    public Optional<String> certificate() {
        return hosts.certificate(hosts.main());
    }

    /** The images of its apps, and what else they run with. */
    ServedVersion version() {
        var images = new TreeMap<String, String>();
        upstreams().forEach(it -> images.put(it.role(client), it.image()));
        var settings = new Fingerprint();
        upstreams().forEach(it -> settings.text(it.settings()));
        return new ServedVersion(new ClientVersion(images).toString(), Optional.of(settings.value()));
    }

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
