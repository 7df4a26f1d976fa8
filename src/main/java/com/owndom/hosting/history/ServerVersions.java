package com.owndom.hosting.history;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another major version of PostgreSQL in the place of a server: it would not start on what the server has in its volume, and
 * the server would be gone by then.
 *
 * @param plan with the servers
 * @param before their images by their names, as the last update left them
 */
record ServerVersions(EstatePlan plan, Map<String, String> before) {

    /** Of images whose tag begins with PostgreSQL's version; of others nothing is known. */
    private static final Pattern MAJOR = Pattern.compile("(?:.*/)?(?:postgres|postgis):(\\d+)(?:\\D.*)?");

    Stream<Problem> problems() {
        return plan.servers().stream().flatMap(server -> problem(server).stream());
    }

    private Optional<Problem> problem(DatabaseServer server) {
        var image = before.getOrDefault(server.name(), server.image());
        var now = major(server.image());
        return major(image)
                .filter(was -> now.isPresent() && !now.equals(Optional.of(was)))
                .map(was -> new Problem(
                        server.isShared() ? "postgresImage" : "server " + server.name(),
                        server.image(),
                        "its data are of PostgreSQL %s, which no other major version reads".formatted(was),
                        "go back to %s, write new DatabaseServer(\"…\").withImage(\"%s\") beside it, and ./hosting move each client there"
                                .formatted(image, server.image())));
    }

    private static Optional<String> major(String image) {
        return Optional.of(MAJOR.matcher(image)).filter(it -> it.matches()).map(it -> it.group(1));
    }
}
