package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.Pooling;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What can be wrong with what stands in front of the database servers. */
record PoolingChecks(EstatePlan plan) {

    List<Problem> problems() {
        return Stream.of(image().stream(), unknown(), tooLarge())
                .flatMap(it -> it)
                .toList();
    }

    private Optional<Problem> image() {
        var reference = new ImageReference(plan.settings().pooling().image());
        return reference.isWellFormed() && reference.isPinned()
                ? Optional.empty()
                : Optional.of(new Problem(
                        "pgbouncerImage",
                        "\"" + reference.value() + "\"",
                        "an image names a tag or digest",
                        "pulumi config set pgbouncerImage …"));
    }

    private Map<String, Pooling> pools() {
        return new TreeMap<>(plan.settings().pooling().byServer());
    }

    private Stream<Problem> unknown() {
        var known = plan.servers().stream().map(DatabaseServer::name).toList();
        return pools().keySet().stream()
                .filter(it -> !known.contains(it))
                .map(it -> new Problem(
                        "pooling",
                        it,
                        "the estate has no such database server",
                        "one of " + String.join(", ", known) + ", or pulumi config rm --path 'pooling." + it + "'"));
    }

    /** The server would refuse what PgBouncer opens for the client. */
    private Stream<Problem> tooLarge() {
        return plan.clients().stream().flatMap(client -> tooLarge(client).stream());
    }

    private Optional<Problem> tooLarge(ClientPlan client) {
        return client.database().flatMap(it -> plan.settings()
                .pooling()
                .of(it.server())
                .filter(pool -> pool.size() > it.connectionLimit())
                .map(pool -> new Problem(
                        client.name().value(),
                        "connection limit " + it.connectionLimit(),
                        "PgBouncer holds up to %d connections for each client of server %s"
                                .formatted(pool.size(), it.server()),
                        "raise it, or pulumi config set --path 'pooling.%s' '%s %d'"
                                .formatted(it.server(), pool.mode().text(), it.connectionLimit()))));
    }
}
