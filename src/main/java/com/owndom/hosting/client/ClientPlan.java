package com.owndom.hosting.client;

import com.owndom.hosting.app.AppConventions;
import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.app.AppRole;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.ClientNumber;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.proxy.SiteHosts;
import com.owndom.hosting.settings.ClientVersion;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.tls.CertificatePlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A client with every convention applied.
 *
 * @param name the client's
 * @param number gives ports and subnet
 * @param siteHosts what visitors ask for
 * @param url the address of the main host
 * @param frontend if it has one
 * @param backend if it has one
 * @param database if it has one
 * @param initDirectory of the SQL that runs once, relative to the project
 * @param maintenance the text of the page that its visitors get, while it is closed
 * @param description as its owner wrote it
 */
public record ClientPlan(
        ClientName name,
        int number,
        SiteHosts siteHosts,
        String url,
        Optional<AppPlan> frontend,
        Optional<AppPlan> backend,
        Optional<Database> database,
        String initDirectory,
        Optional<String> maintenance,
        Client description) {

    /** Applies the conventions. */
    public static ClientPlan of(EstateName estate, EstateSettings settings, Client client) {
        var name = client.name();
        var number = number(client);
        var hosts = new HostConventions(settings, client).hosts();
        var url = settings.url(hosts.main());
        var conventions = new AppConventions(estate, settings, name, client.dataName(), client.isApex(), number);
        var environment = new ClientEnvironment(client, number, url).variables();
        return new ClientPlan(
                name,
                number,
                hosts,
                url,
                client.frontend().map(app -> conventions.plan(AppRole.FRONTEND, app, environment)),
                client.backend().map(app -> conventions.plan(AppRole.BACKEND, app, environment)),
                client.database(),
                client.database().flatMap(Database::init).orElse("tools/database/clients/" + name + "/init"),
                Optional.ofNullable(settings.proxy().maintenance().get(name.value())),
                client);
    }

    /** The main host. */
    public String host() {
        return siteHosts.main();
    }

    /** Every host that needs a DNS record and a certificate, the main one first. */
    public List<String> hosts() {
        return siteHosts.all();
    }

    /** The name that its data have: its own, or its former one. */
    public ClientName data() {
        return description.dataName();
    }

    /** The short names of its volumes. */
    public Set<String> volumes() {
        return apps().flatMap(app -> app.app().volumes().values().stream()).collect(Collectors.toSet());
    }

    /** The images of its apps. */
    public ClientVersion version() {
        var images = new TreeMap<String, String>();
        apps().forEach(app -> images.put(app.role().label(), app.image().value()));
        return new ClientVersion(images);
    }

    /** The same with its database on that server. */
    public ClientPlan onServer(String server) {
        return new ClientPlan(
                name,
                number,
                siteHosts,
                url,
                frontend,
                backend,
                database.map(it -> it.withServer(server)),
                initDirectory,
                maintenance,
                description);
    }

    /** The same with images of before. */
    public ClientPlan at(ClientVersion version) {
        return new ClientPlan(
                name,
                number,
                siteHosts,
                url,
                frontend.map(app -> at(app, version)),
                backend.map(app -> at(app, version)),
                database,
                initDirectory,
                maintenance,
                description);
    }

    /** The names of its certificates, separated by blanks; none without TLS. */
    public Optional<String> certificates() {
        var names = siteHosts.certificates().stream().map(CertificatePlan::name).collect(Collectors.joining(" "));
        return Optional.of(names).filter(it -> !it.isEmpty());
    }

    /** The frontend and the backend, as far as there are any. */
    public Stream<AppPlan> apps() {
        return Stream.of(frontend, backend).flatMap(Optional::stream);
    }

    /** Whether frontend and backend need a network of their own. */
    public boolean hasBothApps() {
        return frontend.isPresent() && backend.isPresent();
    }

    private static AppPlan at(AppPlan app, ClientVersion version) {
        return Optional.ofNullable(version.images().get(app.role().label()))
                .map(app::withImage)
                .orElse(app);
    }

    private static int number(Client client) {
        return client.isApex()
                ? ClientNumber.APEX
                : client.number().orElseGet(() -> ClientNumber.of(client.dataName()));
    }
}
