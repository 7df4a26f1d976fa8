package com.owndom.hosting.client;

import com.owndom.hosting.app.AppChecks;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.name.ClientNumber;
import com.owndom.hosting.name.DomainName;
import com.owndom.hosting.settings.EstateSettings;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with one client, whatever the others are. */
public final class ClientChecks {

    private final EstateSettings settings;
    private final List<Problem> problems = new ArrayList<>();

    private ClientChecks(EstateSettings settings) {
        this.settings = settings;
    }

    /** The client's problems. */
    public static List<Problem> of(ClientPlan client, EstateSettings settings) {
        var checks = new ClientChecks(settings);
        checks.name(client);
        checks.domain(client);
        checks.number(client);
        checks.parts(client);
        checks.limits(client);
        checks.initDirectory(client);
        client.apps().forEach(app -> checks.problems.addAll(AppChecks.of(app, settings)));
        return List.copyOf(checks.problems);
    }

    private void name(ClientPlan client) {
        var name = client.name();
        if (!name.isLabel()) {
            refuse(
                    client,
                    "name \"" + name + "\"",
                    "a name is a DNS label: lower-case letters, digits and inner hyphens, a letter first, at most 59",
                    "write \"" + suggestion(name.value()) + "\"");
        } else if (name.isReserved()) {
            refuse(client, "name \"" + name + "\"", "is reserved", "write \"" + name + "-client\"");
        }
    }

    private void domain(ClientPlan client) {
        client.description()
                .domain()
                .filter(it -> !new DomainName(it).isWellFormed())
                .ifPresent(it -> refuse(
                        client,
                        "domain \"" + it + "\"",
                        "is not a domain name in lower case",
                        "write one like \"bakery.example\""));
    }

    private void initDirectory(ClientPlan client) {
        client.database()
                .flatMap(Database::init)
                .filter(it -> !Files.isDirectory(settings.root().resolve(it)))
                .ifPresent(it -> refuse(
                        client,
                        "init directory \"" + it + "\"",
                        "there is no such directory",
                        "create it, or leave withInit(\"…\") out for the guide's"));
    }

    private void number(ClientPlan client) {
        client.description()
                .number()
                .filter(it -> it < 1 || it > ClientNumber.LARGEST)
                .ifPresent(it -> refuse(
                        client,
                        "number " + it,
                        "a number is between 1 and " + ClientNumber.LARGEST,
                        "leave it out, or choose one in that range"));
    }

    private void parts(ClientPlan client) {
        if (client.apps().findAny().isEmpty()) {
            refuse(
                    client,
                    "no frontend and no backend",
                    "a client has at least one app",
                    "remove noFrontend() or noBackend(), or the client");
        }
    }

    private void limits(ClientPlan client) {
        var description = client.description();
        if (!description.uploadLimit().matches("[1-9][0-9]{0,5}[kmg]?")) {
            refuse(
                    client,
                    "upload limit \"" + description.uploadLimit() + "\"",
                    "nginx writes a size as 10m or 1g",
                    "write uploadLimit(\"10m\")");
        }
        if (description.apiRate() < 1 || description.webRate() < 1) {
            refuse(
                    client,
                    "rates of %d and %d requests a second".formatted(description.apiRate(), description.webRate()),
                    "a rate is at least 1",
                    "raise it, or leave it out");
        }
        client.database()
                .filter(it -> it.connectionLimit() < 1)
                .ifPresent(it -> refuse(
                        client,
                        "connection limit " + it.connectionLimit(),
                        "a role needs at least 1 connection",
                        "leave it out for 10"));
    }

    private void refuse(ClientPlan client, String value, String rule, String fix) {
        problems.add(new Problem(client.name().value(), value, rule, fix));
    }

    private static String suggestion(String name) {
        var label = name.toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return label.isEmpty() ? "client-1" : label;
    }
}
