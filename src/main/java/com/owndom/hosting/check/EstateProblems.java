package com.owndom.hosting.check;

import com.pulumi.exceptions.RunException;
import java.util.List;
import java.util.stream.Collectors;

/** Every problem of an estate in one message, thrown before the first resource is declared. */
public final class EstateProblems extends RunException {

    private final transient List<Problem> problems;

    private EstateProblems(List<Problem> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /** Throws when there is a problem; does nothing otherwise. */
    public static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new EstateProblems(problems);
        }
    }

    /** The problems, in the order of the clients. */
    public List<Problem> problems() {
        return problems;
    }

    private static String message(List<Problem> problems) {
        var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
        return problems.stream()
                .map(problem -> "  " + problem)
                .collect(Collectors.joining("\n", "the estate has " + count + "; nothing was changed:\n", ""));
    }
}
