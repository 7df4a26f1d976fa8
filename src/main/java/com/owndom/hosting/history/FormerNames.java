package com.owndom.hosting.history;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be wrong with clients that were renamed, as far as it follows from what was there before.
 *
 * @param plan of every client in the program
 * @param last what the last update left, of every client
 * @param selection the clients that the update is about
 */
record FormerNames(EstatePlan plan, LastUpdate last, Selection selection) {

    /** What would give a client other data than it has, or end it before it has begun under its new name. */
    List<Problem> problems() {
        return plan.clients().stream()
                .flatMap(client -> Stream.concat(changed(client), halfRenamed(client)))
                .toList();
    }

    /** A client's data have one name for good, however often the client itself is renamed. */
    private Stream<Problem> changed(ClientPlan client) {
        var name = client.name().value();
        return last
                .clients()
                .dataNames()
                .of(name)
                .filter(before ->
                        hasData(before) && !before.equals(client.data().value()))
                .map(before -> new Problem(
                        name,
                        "its data are those of " + client.data(),
                        "it has those of " + before + ", and a name that data have stays theirs",
                        before.equals(name) ? "leave formerly(…) out" : "write formerly(\"%s\")".formatted(before)))
                .stream();
    }

    private boolean hasData(String name) {
        return last.data().databases().containsKey(name)
                || last.data().volumes().containsKey(name);
    }

    private Stream<Problem> halfRenamed(ClientPlan client) {
        var former = client.data().value();
        return selection.isAll()
                        || former.equals(client.name().value())
                        || !last.clients().outputs().containsKey(former)
                        || !(selection.includes(former)
                                || selection.includes(client.name().value()))
                ? Stream.empty()
                : Stream.of(new Problem(
                        client.name().value(),
                        "an update of this client alone",
                        "it was called " + former + " until now",
                        "update all clients once: ./hosting up"));
    }
}
