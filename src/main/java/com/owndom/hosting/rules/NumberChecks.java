package com.owndom.hosting.rules;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.name.ClientNumber;
import com.owndom.hosting.network.SubnetPlan;
import com.owndom.hosting.plan.EstatePlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether every client has a number of its own, which gives it ports and a subnet. */
record NumberChecks(EstatePlan plan) {

    List<Problem> problems() {
        var count = plan.clients().size();
        return count > SubnetPlan.MOST_CLIENTS ? List.of(tooMany(count)) : collisions();
    }

    private Problem tooMany(int count) {
        return new Problem(
                plan.estate().value(),
                count + " clients",
                "a bridge of Linux ends at 1,023 containers, which is %d clients while all are updated at once"
                        .formatted(SubnetPlan.MOST_CLIENTS),
                "move some to an estate of their own");
    }

    private List<Problem> collisions() {
        var free = free();
        return CollisionChecks.sharing(plan.clients(), ClientPlan::number).entrySet().stream()
                .map(it -> new Problem(
                        CollisionChecks.names(it.getValue()),
                        "number " + it.getKey(),
                        "a number gives ports and subnet to one client",
                        fix(it.getKey(), it.getValue(), free)))
                .toList();
    }

    /** Moves all but the first, each to a number that no other fix suggests. */
    private static String fix(int number, List<ClientPlan> clients, Deque<Integer> free) {
        var moved = clients.subList(1, clients.size());
        if (number == ClientNumber.APEX) {
            return "remove apex() from all but one";
        }
        return "write "
                + moved.stream()
                        .map(client -> "number(%d) for %s".formatted(free.remove(), client.name()))
                        .collect(joining(", "));
    }

    /** Numbers that no client has. Those below 100 are left to clients that will be named after them. */
    private Deque<Integer> free() {
        var taken = plan.clients().stream().map(ClientPlan::number).collect(toSet());
        return IntStream.rangeClosed(ClientNumber.FIRST_DERIVED, ClientNumber.LARGEST)
                .filter(it -> !taken.contains(it))
                .boxed()
                .collect(Collectors.toCollection(ArrayDeque::new));
    }
}
