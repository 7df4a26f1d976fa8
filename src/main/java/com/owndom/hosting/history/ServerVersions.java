package com.owndom.hosting.history;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Another image in the place of a server's that can't read what the server has in its volume. Another major version of
 * PostgreSQL would not start, and the server would be gone by then; another C library sorts text otherwise, so that indexes
 * of before would miss rows without a word.
 *
 * @param plan with the servers
 * @param before their images by their names, as the last update left them
 * @param withData the names of the servers on which there is a client's data
 */
record ServerVersions(EstatePlan plan, Map<String, String> before, Set<String> withData) {

    /** Of images whose tag begins with PostgreSQL's version; of others nothing is known. */
    private static final Pattern MAJOR = Pattern.compile("(?:.*/)?(?:postgres|postgis):(\\d+)(?:\\D.*)?");

    /** What an official image is built on: Debian's releases are named after their version, and Alpine where it is that. */
    private static final Pattern SYSTEM =
            Pattern.compile("(?:.*/)?(?:postgres|postgis):\\d.*?(?<system>alpine|bullseye|bookworm|trixie|forky).*");

    private static final Pattern OFFICIAL = Pattern.compile("(?:.*/)?(?:postgres|postgis):\\d.*");
    private static final String ALPINE = "alpine";
    private static final String DEBIAN = "debian";

    Stream<Problem> problems() {
        return plan.servers().stream().flatMap(server -> Stream.of(otherVersion(server), otherSystem(server))
                .flatMap(Optional::stream)
                .limit(1));
    }

    private Optional<Problem> otherVersion(DatabaseServer server) {
        var now = major(server.image());
        return major(image(server))
                .filter(was -> now.isPresent() && !now.equals(Optional.of(was)))
                .map(was -> problem(
                        server, "its data are of PostgreSQL %s, which no other major version reads".formatted(was)));
    }

    private Optional<Problem> otherSystem(DatabaseServer server) {
        var was = system(image(server));
        var now = system(server.image());
        return withData.contains(server.name()) && differ(was, now)
                ? Optional.of(problem(
                        server,
                        "its data were written on %s, and %s sorts text otherwise, so that indexes of text would miss rows"
                                .formatted(was.orElseThrow(), now.orElseThrow())))
                : Optional.empty();
    }

    /** Two that are known. Which release a plain tag is of, nobody knows; that it is Debian's, everybody. */
    private static boolean differ(Optional<String> one, Optional<String> other) {
        return one.isPresent()
                && other.isPresent()
                && !one.equals(other)
                && (one.get().equals(ALPINE)
                        || other.get().equals(ALPINE)
                        || !one.get().equals(DEBIAN) && !other.get().equals(DEBIAN));
    }

    private static Optional<String> system(String image) {
        return Optional.of(SYSTEM.matcher(image))
                .filter(it -> it.matches())
                .map(it -> it.group("system"))
                .or(() -> Optional.of(DEBIAN)
                        .filter(any -> OFFICIAL.matcher(image).matches()));
    }

    private String image(DatabaseServer server) {
        return before.getOrDefault(server.name(), server.image());
    }

    private Problem problem(DatabaseServer server, String rule) {
        return new Problem(
                server.isShared() ? "postgresImage" : "server " + server.name(),
                server.image(),
                rule,
                "go back to %s, write new DatabaseServer(\"…\").withImage(\"%s\") beside it, and ./hosting move each client there"
                        .formatted(image(server), server.image()));
    }

    private static Optional<String> major(String image) {
        return Optional.of(MAJOR.matcher(image)).filter(it -> it.matches()).map(it -> it.group(1));
    }
}
