package com.owndom.hosting.testing;

import com.pulumi.Context;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A run of a program under the SDK's mocks. */
public final class StackRun {

    private final Map<String, String> config = new TreeMap<>();
    private final Map<String, Object> stackOutputs = new TreeMap<>();
    private final Map<String, Docker.Ending> endings = new TreeMap<>();
    private final Map<String, List<String>> logs = new TreeMap<>();
    private final Map<String, String> users = new TreeMap<>();
    private final List<Map<String, Object>> found = new ArrayList<>();
    private final Map<String, Object> state = new TreeMap<>();
    private boolean preview;
    private String stack = "dev";

    /** Under that stack's name. */
    public StackRun stack(String name) {
        stack = name;
        return this;
    }

    /** As a preview: nothing that providers compute is known. */
    public StackRun preview() {
        preview = true;
        return this;
    }

    /** With a setting of the stack. */
    public StackRun config(String key, String value) {
        config.put("owndom:" + key, value);
        return this;
    }

    /** With a setting of a provider. */
    public StackRun providerConfig(String key, String value) {
        config.put(key, value);
        return this;
    }

    /** After an update that came to these containers, jobs among them, and failed before it left an output. */
    public StackRun afterFailed(DeclaredStack last) {
        state.putAll(last.containers());
        return this;
    }

    /** After an update that left this in the stack's output {@code databases}. */
    public StackRun lastDatabases(Map<String, String> databases) {
        stackOutputs.put("databases", databases);
        return this;
    }

    /** After an update that left this in the stack's output {@code clients}. */
    public StackRun lastClients(Map<String, Map<String, String>> clients) {
        stackOutputs.put("clients", clients);
        return this;
    }

    /** After an update that left this in a stack output. */
    public StackRun last(String output, Object value) {
        stackOutputs.put(output, value);
        return this;
    }

    /** After an update that left all this in the stack's outputs and state. */
    public StackRun after(DeclaredStack last) {
        for (var name : List.of("clients", "databases", "logins", "sites", "rollbacks", "versions")) {
            stackOutputs.put(name, last.output(name));
        }
        return afterFailed(last);
    }

    /** With a job that ends so. */
    public StackRun job(String name, int exitCode, String log) {
        endings.put(name, new Docker.Ending(exitCode, log));
        return this;
    }

    /** With what a container printed. */
    public StackRun printed(String container, String... lines) {
        logs.put(container, List.of(lines));
        return this;
    }

    /** With an image whose own user is that one. */
    public StackRun imageUser(String container, String user) {
        users.put(container, user);
        return this;
    }

    /** After an update that left this in the stack's output {@code dns}. */
    public StackRun lastDns(Map<String, Map<String, String>> records) {
        stackOutputs.put("dns", records);
        return this;
    }

    /** With a record in every zone. */
    public StackRun record(String id, String type, String name, String content) {
        found.add(Map.of("id", id, "type", type, "name", name, "content", content));
        return this;
    }

    /** With a database in the stack's state. */
    public StackRun databaseInState(String name) {
        return inState("owndom:hosting:PostgresServer$postgresql:index/database:Database", name, name + "_db");
    }

    /** With a client in the stack's state. */
    public StackRun clientInState(String name) {
        return inState("owndom:hosting:Estate$owndom:hosting:HostedClient", name, name);
    }

    /** With a client's volume in the stack's state. */
    public StackRun volumeInState(String name) {
        return inState("owndom:hosting:Estate$docker:index/volume:Volume", name, name);
    }

    private StackRun inState(String chain, String name, String providers) {
        state.put(
                "urn:pulumi:dev::owndom::" + chain + "::" + name,
                Map.of("type", chain.substring(chain.lastIndexOf('$') + 1), "outputs", Map.of("name", providers)));
        return this;
    }

    /** With a record in the stack's state. */
    public StackRun recordInState(String zoneId, String type, String name) {
        var outputs = Map.of("zoneId", zoneId, "type", type, "name", name);
        state.put("urn:" + name, Map.of("type", "cloudflare:index/dnsRecord:DnsRecord", "outputs", outputs));
        return this;
    }

    /** Runs the program to its end. */
    public DeclaredStack of(Consumer<Context> program) {
        var monitor = new AtomicReference<RecordingMonitor>();
        var mocks = new Docker(preview, stackOutputs, endings, logs, users, new Docker.Cloudflare(found, state));
        try {
            var result = PulumiTestInternal.builder()
                    .options(options())
                    .config(config)
                    .standardLogger(silent())
                    .mocks(mocks)
                    .monitorDecorator(any -> {
                        monitor.set(RecordingMonitor.of(mocks));
                        return monitor.get();
                    })
                    .build()
                    .runTest(program);
            return new DeclaredStack(
                    monitor.get().declared(),
                    monitor.get().unfinished(),
                    monitor.get().containers(),
                    result);
        } finally {
            PulumiTest.cleanup();
        }
    }

    /** What the program logs is in the result. */
    private static Logger silent() {
        var logger = Logger.getAnonymousLogger();
        logger.setLevel(Level.OFF);
        return logger;
    }

    private TestOptions options() {
        return TestOptions.builder()
                .organizationName("organization")
                .projectName("owndom")
                .stackName(stack)
                .preview(preview)
                .build();
    }
}
