package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.job.DatabaseMove;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.plan.EstatePlan;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A step of {@code ./hosting move} that this update takes; every other update leaves each database where it is.
 *
 * @param step what is done
 * @param client whose data move
 * @param server the one that is meant: where they go, or for the end the one that has nothing of them any more
 */
record MoveRequest(Step step, String client, String server) {

    /** Set by {@code ./hosting move}: the three with a space between. */
    private static final String VARIABLE = "HOSTING_MOVE";

    private static final int WORDS = 3;

    /** What a move is made of. */
    enum Step {
        /** A second database is made on the other server, and filled. */
        COPY,
        /** The client uses that one from now on. */
        SWITCH,
        /** Nothing is kept on the server that has been left. */
        END;

        static Optional<Step> parse(String word) {
            return Arrays.stream(values())
                    .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }

    /** If there is one; refuses what is none. */
    static Optional<MoveRequest> ofEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .filter(it -> !it.isBlank())
                .map(MoveRequest::parse);
    }

    static MoveRequest parse(String text) {
        var words = text.split(" ");
        var step = words.length == WORDS ? Step.parse(words[0]) : Optional.<Step>empty();
        EstateProblems.refuse(step.isPresent() ? List.of() : List.of(unreadable(text)));
        return new MoveRequest(step.orElseThrow(), words[1], words[2]);
    }

    private static Problem unreadable(String text) {
        return new Problem(
                VARIABLE,
                '"' + text + '"',
                "must be copy, switch or end, a client and a server",
                "leave it to ./hosting move, which sets it");
    }

    /** What the last update left, after this step; refuses one that can't be taken now. */
    LastUpdate in(LastUpdate last, EstatePlan plan) {
        var data = plan.dataOf(client).orElse(client);
        var now = Optional.ofNullable(last.data().databases().get(data));
        EstateProblems.refuse(now.map(it -> problems(it, plan, last.data().ownerLogsIn(data)))
                .orElseGet(() ->
                        List.of(problem("has no database that was there before", "./hosting status shows who has"))));
        return now.map(it -> last.with(data, after(it))).orElse(last);
    }

    private KeptDatabase after(KeptDatabase now) {
        return switch (step) {
            case COPY -> now.with(Optional.of(DatabaseMove.copyingTo(server)));
            case SWITCH -> isThere(now)
                    ? now
                    : now.inUseOn(server).with(Optional.of(DatabaseMove.movedFrom(now.server())));
            case END -> now.with(now.move().filter(it -> !it.other().equals(server)));
        };
    }

    private List<Problem> problems(KeptDatabase now, EstatePlan plan, boolean ownerLogsIn) {
        var found =
                switch (step) {
                    case COPY -> Stream.of(
                            describedElsewhere(plan), alreadyThere(now), onAnotherMove(now), ownersLogin(ownerLogsIn));
                    case SWITCH -> Stream.of(notCopied(now));
                    case END -> Stream.<Optional<Problem>>empty();
                };
        return found.flatMap(Optional::stream).toList();
    }

    private Optional<Problem> describedElsewhere(EstatePlan plan) {
        var described = plan.clients().stream()
                .filter(it -> it.name().value().equals(client))
                .flatMap(it -> it.database().stream())
                .map(Database::server)
                .findFirst()
                .orElse("none");
        return described.equals(server)
                ? Optional.empty()
                : Optional.of(problem("the program has it on " + described, "write withServer(\"" + server + "\")"));
    }

    private Optional<Problem> alreadyThere(KeptDatabase now) {
        return isThere(now) ? Optional.of(problem("its data is there", "nothing is left to do")) : Optional.empty();
    }

    private Optional<Problem> onAnotherMove(KeptDatabase now) {
        return now.move()
                .filter(it -> it.done() || !it.other().equals(server))
                .map(it -> problem(
                        "it is on another move, " + it,
                        "./hosting move " + client + (it.done() ? " --confirm" : " --abandon") + " ends that"));
    }

    private Optional<Problem> ownersLogin(boolean ownerLogsIn) {
        return ownerLogsIn
                ? Optional.of(problem("its apps log in as the owner of its database", "./hosting up first"))
                : Optional.empty();
    }

    private Optional<Problem> notCopied(KeptDatabase now) {
        return isThere(now) || now.move().equals(Optional.of(DatabaseMove.copyingTo(server)))
                ? Optional.empty()
                : Optional.of(problem("it was not copied there", "./hosting move " + client + " --to " + server));
    }

    private boolean isThere(KeptDatabase now) {
        return now.server().equals(server);
    }

    private Problem problem(String rule, String fix) {
        return new Problem(client, "move to server " + server, rule, fix);
    }
}
