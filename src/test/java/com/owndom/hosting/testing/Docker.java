package com.owndom.hosting.testing;

import com.pulumi.test.Mocks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Answers for the engine and the providers: what they compute of a resource, and how jobs end. */
final class Docker implements Mocks {

    static final String CONTAINER = "docker:index/container:Container";
    private static final String ROLE = "postgresql:index/role:Role";

    private final boolean preview;
    private final Map<String, Object> stackOutputs;
    private final Map<String, Ending> endings;
    private final Map<String, List<String>> logs;
    private final Map<String, String> users;
    private final Cloudflare cloudflare;

    /** The records that Cloudflare lists, and the resources that the state holds, by URN. */
    record Cloudflare(List<Map<String, Object>> found, Map<String, Object> state) {}

    /** How a job ends. */
    record Ending(int exitCode, String log) {}

    Docker(
            boolean preview,
            Map<String, Object> stackOutputs,
            Map<String, Ending> endings,
            Map<String, List<String>> logs,
            Map<String, String> users,
            Cloudflare cloudflare) {
        this.cloudflare = cloudflare;
        this.preview = preview;
        this.stackOutputs = new TreeMap<>(stackOutputs);
        this.endings = new TreeMap<>(endings);
        this.logs = new TreeMap<>(logs);
        this.users = new TreeMap<>(users);
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        var state = new HashMap<String, Object>(args.inputs);
        if (args.type.equals(CONTAINER) && !preview) {
            var ending = endings.getOrDefault(args.name, new Ending(0, ""));
            state.putIfAbsent("name", args.name + "-1a2b3c4");
            state.putIfAbsent("user", users.getOrDefault(args.name, "1000:1000"));
            state.put("exitCode", ending.exitCode());
            state.put("containerLogs", ending.log());
        }
        if (args.type.equals(ROLE)) {
            state.putIfAbsent("name", args.name + "-1a2b3c4");
        }
        return CompletableFuture.completedFuture(ResourceResult.of(id(args), state));
    }

    private Optional<String> id(ResourceArgs args) {
        return preview ? Optional.empty() : Optional.of("id-of-" + args.name);
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        if (args.token.equals("pulumi:pulumi:readStackOutputs")) {
            return CompletableFuture.completedFuture(Map.of("outputs", stackOutputs));
        }
        if (args.token.equals("pulumi:pulumi:readStackResourceOutputs")) {
            return CompletableFuture.completedFuture(Map.of("outputs", cloudflare.state()));
        }
        if (args.token.equals("cloudflare:index/getDnsRecords:getDnsRecords")) {
            return CompletableFuture.completedFuture(Map.of("results", cloudflare.found()));
        }
        if (!args.token.equals("docker:index/getLogs:getLogs")) {
            throw new AssertionError("nothing is known of " + args.token);
        }
        var container = (String) args.args.get("name");
        if (container.equals("unreadable")) {
            return CompletableFuture.failedFuture(new IllegalStateException("Cannot connect to the Docker daemon"));
        }
        var usual = container.contains("_firewall_") ? List.of("protecting\n") : List.<String>of();
        return CompletableFuture.completedFuture(
                Map.of("id", container, "name", container, "logsListStrings", logs.getOrDefault(container, usual)));
    }
}
