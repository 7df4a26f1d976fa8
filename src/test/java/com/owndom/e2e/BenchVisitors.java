package com.owndom.e2e;

import java.util.Scanner;
import java.util.stream.IntStream;

/** Visitors for {@code ./hosting bench rollout}. */
final class BenchVisitors {

    private BenchVisitors() {}

    /**
     * @param arguments the proxy's port, and hosts, the last of which is removed; each word of standard input begins a phase
     */
    public static void main(String[] arguments) {
        var last = arguments.length - 1;
        try (var visitors = new Visitors(Door.http(Integer.parseInt(arguments[0])))) {
            visitors.during("warm");
            IntStream.range(1, last).forEach(it -> visitors.of(arguments[it]));
            visitors.until(arguments[last]);
            new Scanner(System.in).forEachRemaining(visitors::during);
            visitors.leave().forEach(System.err::println);
            visitors.lines().forEach(System.out::println);
        }
    }
}
