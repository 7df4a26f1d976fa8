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

    private final List<Declared> declared = new CopyOnWriteArrayList<>();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final Map<RegisterKey, Map<String, Object>> inputs;

    private record RegisterKey(String type, String name) {}

    private RecordingMonitor(Mocks mocks, Map<RegisterKey, Map<String, Object>> inputs) {
        super(mocks, PulumiTestInternal.mockLog());
        this.inputs = inputs;
    }

    static RecordingMonitor of(Mocks mocks) {
        var inputs = new ConcurrentHashMap<RegisterKey, Map<String, Object>>();
        return new RecordingMonitor(remembering(mocks, inputs), inputs);
    }

    private static Mocks remembering(Mocks mocks, Map<RegisterKey, Map<String, Object>> inputs) {
        return new Mocks() {
            @Override
            public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
                inputs.put(new RegisterKey(args.type, args.name), args.inputs);
                return mocks.newResourceAsync(args);
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
            var key = new RegisterKey(request.getType(), request.getName());
            declared.add(new Declared(response.getUrn(), inputs.getOrDefault(key, Map.of()), request));
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

    /** The components that never said that they were complete. */
    Set<String> unfinished() {
        return declared().stream()
                .filter(it -> !it.request().getCustom())
                .map(Declared::urn)
                .filter(it -> !finished.contains(it))
                .collect(Collectors.toSet());
    }
}
