package com.owndom.hosting.client;

import com.owndom.hosting.app.AppChecks;
import com.owndom.hosting.backup.BackupChecks;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.database.DatabaseChecks;
import com.owndom.hosting.name.ClientNumber;
import com.owndom.hosting.settings.EstateSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What can be wrong with one client, whatever the others are. */
public final class ClientChecks {

    private static final int LONGEST_ANSWER_SECONDS = 3600;

    private final ClientPlan client;
    private final Problems problems;

    private ClientChecks(ClientPlan client) {
        this.client = client;
        this.problems = new Problems(client.name().value());
    }

    /** The client's problems, then those of its database and of its apps. */
    public static List<Problem> of(ClientPlan client, EstateSettings settings) {
        var checks = new ClientChecks(client);
        checks.name();
        checks.formerName();
        checks.number();
        checks.parts();
        checks.limits();
        var problems = new ArrayList<>(checks.problems.found());
        problems.addAll(HostChecks.of(client.description()));
        client.database()
                .map(it -> DatabaseChecks.of(client.name(), it, settings.root(), client.initDirectory()))
                .ifPresent(problems::addAll);
        client.description()
                .backup()
                .map(it -> BackupChecks.of(client.name(), it))
                .ifPresent(problems::addAll);
        client.apps().forEach(app -> problems.addAll(AppChecks.of(app, settings)));
        return List.copyOf(problems);
    }

    private void name() {
        var name = client.name();
        if (!name.isLabel()) {
            problems.refuse(
                    "name \"" + name + "\"",
                    "a name is a DNS label: lower-case letters, digits and inner hyphens, a letter first, at most 49",
                    "write \"" + suggestion(name.value()) + "\"");
        } else if (name.isReserved()) {
            problems.refuse("name \"" + name + "\"", "is reserved", "write \"" + name + "-client\"");
        }
    }

    private void formerName() {
        var former = client.data();
        if (!former.equals(client.name()) && (!former.isLabel() || former.isReserved())) {
            problems.refuse(
                    "former name \"" + former + "\"",
                    "no client can have been called so",
                    "write the name it had, like formerly(\"client-1\")");
        }
    }

    private void number() {
        if (client.description().isApex()) {
            client.description()
                    .number()
                    .ifPresent(it -> problems.refuse(
                            "number " + it,
                            "the client at the apex has number 0",
                            "leave number(%d) out".formatted(it)));
            return;
        }
        client.description()
                .number()
                .filter(it -> it < 1 || it > ClientNumber.LARGEST)
                .ifPresent(it -> problems.refuse(
                        "number " + it,
                        "a number is between 1 and " + ClientNumber.LARGEST,
                        "leave it out, or choose one in that range"));
    }

    private void parts() {
        if (client.apps().findAny().isEmpty()) {
            problems.refuse(
                    "no frontend and no backend",
                    "a client has at least one app",
                    "remove noFrontend() or noBackend(), or the client");
        }
        if (client.description().hasUnusedDatabase()) {
            problems.refuse(
                    "database(…) without a backend",
                    "only a backend has a database",
                    "remove database(…) or noBackend()");
        }
    }

    private void limits() {
        var description = client.description();
        if (!description.uploadLimit().matches("[1-9][0-9]{0,5}[kmg]?")) {
            problems.refuse(
                    "upload limit \"" + description.uploadLimit() + "\"",
                    "nginx writes a size as 10m or 1g",
                    "write uploadLimit(\"10m\")");
        }
        if (description.answerSeconds() < 1 || description.answerSeconds() > LONGEST_ANSWER_SECONDS) {
            problems.refuse(
                    "answer time of " + description.answerSeconds() + " s",
                    "an app has from a second to an hour to answer",
                    "write answerTime(Duration.ofSeconds(30))");
        }
        if (description.apiRate() < 1 || description.webRate() < 1) {
            problems.refuse(
                    "rates of %d and %d requests a second".formatted(description.apiRate(), description.webRate()),
                    "a rate is at least 1",
                    "raise it, or leave it out");
        }
    }

    private static String suggestion(String name) {
        var label = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
        return label.isEmpty() ? "client-1" : label;
    }
}
