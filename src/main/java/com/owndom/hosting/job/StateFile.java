package com.owndom.hosting.job;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a state that the engine has exported; secrets stay encrypted. */
final class StateFile {

    private static final Gson JSON = new Gson();

    private StateFile() {}

    private record Export(Deployment deployment) {}

    private record Deployment(List<Exported> resources) {}

    private record Exported(String urn, String type, boolean delete, Map<String, Object> outputs) {}

    /** Its resources by URN, but for those that are only waiting to be deleted. */
    static Map<String, StateResource> of(Path file) {
        var byUrn = new TreeMap<String, StateResource>();
        resources(file).stream()
                .filter(it -> !it.delete())
                .forEach(it -> byUrn.put(
                        it.urn(),
                        new StateResource(
                                it.type(), Optional.ofNullable(it.outputs()).orElse(Map.of()))));
        return byUrn;
    }

    private static List<Exported> resources(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            return Optional.ofNullable(JSON.fromJson(text, Export.class))
                    .map(Export::deployment)
                    .map(Deployment::resources)
                    .orElse(List.of());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
