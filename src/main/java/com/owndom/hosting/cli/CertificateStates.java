package com.owndom.hosting.cli;

import com.google.gson.JsonObject;
import com.owndom.hosting.command.Command;
import com.owndom.hosting.job.StackOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the container that gets certificates says of them.
 *
 * @param container its name
 * @param lines one a certificate: name, green, yellow or red, issuer, end, source, what is wrong; separated by tabs
 */
record CertificateStates(String container, List<String> lines) {

    private static final List<String> TITLES = List.of("CERTIFICATE", "CLIENTS", "ISSUER", "UNTIL", "SOURCE", "STATE");
    private static final int NAMED_CLIENTS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    static CertificateStates of(String container) {
        var said = Command.of("docker", "exec", container, "sh", "/usr/local/lib/certificates/certificates", "status")
                .run(LIMIT);
        return new CertificateStates(container, said.printed().lines().toList());
    }

    String table(JsonObject outputs) {
        if (lines.isEmpty()) {
            return "\nCertificates: red: %s says nothing. ./hosting logs certificates, then ./hosting up%n"
                    .formatted(container);
        }
        var rows = new ArrayList<List<String>>();
        rows.add(TITLES);
        lines.stream().map(it -> row(it.split("\t"), outputs)).forEach(rows::add);
        return "\n" + new TextTable(rows);
    }

    private static List<String> row(String[] fields, JsonObject outputs) {
        var state = fields[5].equals("-") ? fields[1] : fields[1] + ": " + fields[5];
        return List.of(fields[0], clients(fields[0], outputs), fields[2], fields[3], fields[4], state);
    }

    private static String clients(String certificate, JsonObject outputs) {
        var clients = outputs.getAsJsonObject(StackOutput.CLIENTS.key()).entrySet().stream()
                .filter(it -> uses(it.getValue().getAsJsonObject(), certificate))
                .map(it -> it.getKey())
                .toList();
        return clients.size() > NAMED_CLIENTS
                ? clients.size() + " clients"
                : clients.stream().collect(Collectors.joining(", "));
    }

    private static boolean uses(JsonObject client, String certificate) {
        return client.has("certificates")
                && Arrays.asList(client.get("certificates").getAsString().split(" "))
                        .contains(certificate);
    }
}
