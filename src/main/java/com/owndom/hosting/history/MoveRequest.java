package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.job.DatabaseMove;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step of {@code ./hosting move} that this update takes; every other update leaves each database where it is.
 *
 * @param step {@code copy}, {@code switch} or {@code end}
 * @param client whose data move
 * @param server the one that is meant: where they go, or for the end the one that has nothing of them any more
 */
record MoveRequest(String step, String client, String server) {

    /** Set by {@code ./hosting move}: the three with a space between. */
    private static final String VARIABLE = "HOSTING_MOVE";

    /** If there is one. */
    static Optional<MoveRequest> ofEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .map(it -> it.split(" "))
                .filter(it -> it.length == 3)
                .map(it -> new MoveRequest(it[0], it[1], it[2]));
    }

    /** What the last update left, after this step; refuses one that can't be taken now. */
    LastUpdate in(LastUpdate last, EstatePlan plan) {
        var data = plan.dataOf(client).orElse(client);
        var now = Optional.ofNullable(last.databases().get(data));
        EstateProblems.refuse(problems(last, plan, data, now));
        return now.map(it -> last.with(data, after(it))).orElse(last);
    }

    private boolean isReadyFor(KeptDatabase database) {
        return database.server().equals(server) || database.move().equals(Optional.of(DatabaseMove.copyingTo(server)));
    }

    private KeptDatabase after(KeptDatabase now) {
        return switch (step) {
            case "copy" -> now.with(Optional.of(DatabaseMove.copyingTo(server)));
            case "switch" -> now.server().equals(server)
                    ? now
                    : now.inUseOn(server).with(Optional.of(DatabaseMove.movedFrom(now.server())));
            default -> now.with(now.move().filter(it -> !it.other().equals(server)));
        };
    }

    private List<Problem> problems(LastUpdate last, EstatePlan plan, String data, Optional<KeptDatabase> now) {
        if (now.isEmpty()) {
            return List.of(problem("has no database that was there before", "./hosting status shows who has"));
        }
        if (step.equals("switch")) {
            return now.filter(this::isReadyFor).isPresent()
                    ? List.of()
                    : List.of(problem("it was not copied there", "./hosting move " + client + " --to " + server));
        }
        if (step.equals("end")) {
            return List.of();
        }
        var described = plan.clients().stream()
                .filter(it -> it.name().value().equals(client))
                .flatMap(it -> it.database().stream())
                .map(Database::server)
                .findFirst()
                .orElse("none");
        var elsewhere = now.flatMap(KeptDatabase::move)
                .filter(it -> it.done() || !it.other().equals(server));
        return Stream.of(
                        described.equals(server)
                                ? Optional.<Problem>empty()
                                : Optional.of(problem(
                                        "the program has it on " + described, "write withServer(\"" + server + "\")")),
                        now.filter(it -> it.server().equals(server))
                                .map(any -> problem("its data is there", "nothing is left to do")),
                        elsewhere.map(it -> problem(
                                "it is on another move, " + it,
                                "./hosting move " + client + (it.done() ? " --confirm" : " --abandon") + " ends that")),
                        last.ownerLogsIn(data)
                                ? Optional.of(
                                        problem("its apps log in as the owner of its database", "./hosting up first"))
                                : Optional.<Problem>empty())
                .flatMap(Optional::stream)
                .toList();
    }

    private Problem problem(String rule, String fix) {
        return new Problem(client, "move to server " + server, rule, fix);
    }
}
