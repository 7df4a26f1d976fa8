package com.owndom.hosting.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How an app says that it is well. The proxy's switch asks {@code path} over HTTP; Docker runs the command,
 * for display.
 *
 * @param path answers with a status below 400 when the app is well
 * @param command instead of the role's own wget or curl, as the arguments of Docker's {@code CMD}
 */
public record HealthCheck(String path, Optional<List<String>> command) {

    /** Docker's test for an app on that port. */
    List<String> test(AppRole role, int port) {
        var test = new ArrayList<>(List.of("CMD"));
        test.addAll(command.orElseGet(() -> probe(role, port)));
        return test;
    }

    private List<String> probe(AppRole role, int port) {
        var probe = new ArrayList<>(role.probe());
        probe.add("http://127.0.0.1:" + port + path);
        return probe;
    }
}
