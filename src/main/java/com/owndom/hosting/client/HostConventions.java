package com.owndom.hosting.client;

import com.owndom.hosting.proxy.Redirect;
import com.owndom.hosting.proxy.SiteHosts;
import com.owndom.hosting.settings.EstateSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts of a client by convention. Domains of its own lead to the production host, not to a person's machine, so
 * in development only those below the estate's domain are left.
 *
 * @param settings have the estate's domain
 * @param client as described
 */
record HostConventions(EstateSettings settings, Client client) {

    SiteHosts hosts() {
        var aliases = settings.isDevelopment() ? List.<String>of() : client.aliases();
        var hosts = new SiteHosts(main(), aliases, redirects(), List.of());
        if (!settings.hasTls()) {
            return hosts;
        }
        return settings.hasWildcard() ? hosts.withTls(settings.domain()) : hosts.withOwnCertificates();
    }

    private String main() {
        var conventional = client.isApex() ? settings.domain() : client.name() + "." + settings.domain();
        return settings.isDevelopment() ? conventional : client.domain().orElse(conventional);
    }

    private List<Redirect> redirects() {
        var url = settings.url(main());
        var redirects = new ArrayList<Redirect>();
        if (client.hasWww()) {
            redirects.add(new Redirect("www." + main(), url, true));
        }
        if (!settings.isDevelopment()) {
            client.redirectedHosts().forEach(host -> redirects.add(new Redirect(host, url, true)));
            client.redirects().forEach((host, address) -> redirects.add(new Redirect(host, address, false)));
        }
        return redirects;
    }
}
