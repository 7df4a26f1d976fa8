package com.owndom.hosting.testing;

import com.pulumi.resources.Resource;
import com.pulumi.test.Mocks;
import com.pulumi.test.internal.MockMonitor;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;

/** Keeps every registration whole: the SDK's mocks show neither parents nor options. */
final class RecordingMonitor extends MockMonitor {

    private static final Properties NOTHING = new Properties(Map.of(), Map.of());

    private final List<Declared> declared = new CopyOnWriteArrayList<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Map<RegisterKey, Properties> properties;

    private record RegisterKey(String type, String name) {}

    private record Properties(Map<String, Object> inputs, Object outputs) {}

    private RecordingMonitor(Mocks mocks, Map<RegisterKey, Properties> properties) {
        super(mocks, PulumiTestInternal.mockLog());
        this.properties = properties;
    }

    static RecordingMonitor of(Mocks mocks) {
        var properties = new ConcurrentHashMap<RegisterKey, Properties>();
        return new RecordingMonitor(remembering(mocks, properties), properties);
    }

    private static Mocks remembering(Mocks mocks, Map<RegisterKey, Properties> properties) {
        return new Mocks() {
            @Override
            public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
                return mocks.newResourceAsync(args).thenApply(result -> {
                    properties.put(new RegisterKey(args.type, args.name), new Properties(args.inputs, result.state));
                    return result;
                });
            }

            @Override
            public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
                return mocks.callAsync(args);
            }
        };
    }

    @Override
    public CompletableFuture<RegisterResourceResponse> registerResourceAsync(
            Resource resource, RegisterResourceRequest request) {
        return super.registerResourceAsync(resource, request).thenApply(response -> {
            var known = properties.getOrDefault(new RegisterKey(request.getType(), request.getName()), NOTHING);
            declared.add(new Declared(response.getUrn(), known.inputs(), request));
            return response;
        });
    }

    @Override
    public CompletableFuture<Void> registerResourceOutputsAsync(RegisterResourceOutputsRequest request) {
        finished.add(request.getUrn());
        return super.registerResourceOutputsAsync(request);
    }

    /** Everything the program declared, but the stack itself. */
    List<Declared> declared() {
        return declared.stream()
                .filter(it -> !it.type().equals("pulumi:pulumi:Stack"))
                .sorted(java.util.Comparator.comparing(Declared::urn))
                .toList();
    }

    /** The containers as the engine would show them to the next update. */
    Map<String, Object> containers() {
        return declared().stream()
                .filter(it -> it.type().equals(Docker.CONTAINER))
                .collect(Collectors.toMap(
                        Declared::urn,
                        it -> Map.of(
                                "type",
                                it.type(),
                                "outputs",
                                properties
                                        .get(new RegisterKey(it.type(), it.name()))
                                        .outputs())));
    }

    /** The components that never said that they were complete. */
    Set<String> unfinished() {
        return declared().stream()
                .filter(it -> !it.request().getCustom())
                .map(Declared::urn)
                .filter(it -> !finished.contains(it))
                .collect(Collectors.toSet());
    }
}
