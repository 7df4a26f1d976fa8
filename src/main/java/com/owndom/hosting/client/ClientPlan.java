package com.owndom.hosting.client;

import com.owndom.hosting.app.AppConventions;
import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.app.AppRole;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.ClientNumber;
import com.owndom.hosting.settings.EstateSettings;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client with every convention applied.
 *
 * @param name the client's
 * @param number gives ports and subnet
 * @param host what visitors ask for
 * @param url the address of the host
 * @param frontend if it has one
 * @param backend if it has one
 * @param database if it has one
 * @param initDirectory of the SQL that runs once, relative to the project
 * @param description as its owner wrote it
 */
public record ClientPlan(
        ClientName name,
        int number,
        String host,
        String url,
        Optional<AppPlan> frontend,
        Optional<AppPlan> backend,
        Optional<Database> database,
        String initDirectory,
        Client description) {

    /** Applies the conventions. */
    public static ClientPlan of(String estate, EstateSettings settings, Client client) {
        var name = client.name();
        var number = number(client);
        var host = host(client, settings);
        var url = settings.url(host);
        var conventions = new AppConventions(estate, settings, name, client.isApex(), number);
        var environment = new ClientEnvironment(client, number, url).variables();
        return new ClientPlan(
                name,
                number,
                host,
                url,
                client.frontend().map(app -> conventions.plan(AppRole.FRONTEND, app, environment)),
                client.backend().map(app -> conventions.plan(AppRole.BACKEND, app, environment)),
                client.database(),
                client.database().flatMap(Database::init).orElse("tools/database/clients/" + name + "/init"),
                client);
    }

    /** The frontend and the backend, as far as there are any. */
    public Stream<AppPlan> apps() {
        return Stream.of(frontend, backend).flatMap(Optional::stream);
    }

    /** Whether frontend and backend need a network of their own. */
    public boolean hasBothApps() {
        return frontend.isPresent() && backend.isPresent();
    }

    private static int number(Client client) {
        return client.isApex() ? ClientNumber.APEX : client.number().orElseGet(() -> ClientNumber.of(client.name()));
    }

    private static String host(Client client, EstateSettings settings) {
        var subdomain = client.name() + "." + settings.domain();
        var conventional = client.isApex() ? settings.domain() : subdomain;
        // A domain of the client's own leads to the production host, not to a person's machine.
        return settings.isDevelopment() ? conventional : client.domain().orElse(conventional);
    }
}
