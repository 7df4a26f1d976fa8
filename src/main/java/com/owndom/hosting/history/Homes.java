package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.job.DatabaseMove;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import com.pulumi.context.LoggingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * On which server each client's data is. An update never leaves data behind: what the program says of a client that has
 * data already waits for {@code ./hosting move}.
 *
 * @param plan as the program describes it
 * @param lastUpdate where the data are
 */
public record Homes(EstatePlan plan, LastUpdate lastUpdate) {

    /** The plan with every client where its data is; refuses when a server with data is gone, or could not read them. */
    public EstatePlan applied() {
        var versions = new ServerVersions(plan, lastUpdate.servers(), withData());
        EstateProblems.refuse(
                Stream.concat(withoutServer().stream(), versions.problems()).toList());
        return plan.with(plan.clients().stream()
                .map(client -> home(client).map(client::onServer).orElse(client))
                .toList());
    }

    /** Says which clients are not where the program has them. */
    public void report(LoggingContext log) {
        notes().forEach(log::warn);
    }

    /** What there is to say. */
    public List<String> notes() {
        return plan.clients().stream()
                .flatMap(client ->
                        home(client).filter(it -> !it.equals(described(client))).map(it -> note(client, it)).stream())
                .toList();
    }

    private static String note(ClientPlan client, String home) {
        return "%1$s: its data is on server %2$s and stays there, though the program says %3$s. ./hosting move %1$s --to %3$s takes it there"
                .formatted(client.name(), home, described(client));
    }

    private Optional<String> home(ClientPlan client) {
        return client.database()
                .flatMap(any -> lastUpdate.data().server(client.data().value()));
    }

    private static String described(ClientPlan client) {
        return client.database().map(Database::server).orElseThrow();
    }

    private List<Problem> withoutServer() {
        var servers = plan.servers().stream().map(DatabaseServer::name).toList();
        return lastUpdate.data().databases().entrySet().stream()
                .flatMap(it -> places(it.getValue())
                        .filter(server -> !servers.contains(server))
                        .map(server -> new Problem(
                                it.getKey(),
                                "its data on server " + server,
                                "the program has no such server any more",
                                "write new DatabaseServer(\"%s\") again; move what is on it before you remove it"
                                        .formatted(server))))
                .toList();
    }

    private Set<String> withData() {
        return lastUpdate.data().databases().values().stream()
                .flatMap(Homes::places)
                .collect(Collectors.toSet());
    }

    private static Stream<String> places(KeptDatabase database) {
        return Stream.concat(Stream.of(database.server()), database.move().map(DatabaseMove::other).stream());
    }
}
