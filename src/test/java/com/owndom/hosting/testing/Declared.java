package com.owndom.hosting.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import pulumirpc.Resource.RegisterResourceRequest;

/**
 * A resource as the program declared it.
 *
 * @param urn names it in the stack
 * @param inputs what the provider gets; without what is not known yet
 * @param request everything the engine is told about it
 */
public record Declared(String urn, Map<String, Object> inputs, RegisterResourceRequest request) {

    /** {@code docker:index/container:Container}. */
    public String type() {
        return request.getType();
    }

    /** The logical name. */
    public String name() {
        return request.getName();
    }

    /** The parent's URN. */
    public String parent() {
        return request.getParent();
    }

    /** The logical names of what it waits for. */
    public List<String> waitsFor() {
        return request.getDependenciesList().stream()
                .map(it -> it.substring(it.lastIndexOf("::") + 2))
                .sorted()
                .toList();
    }

    /** Whether the engine refuses to delete it. */
    public boolean isProtected() {
        return request.getProtect();
    }

    /** Whether it stays when the program no longer declares it. */
    public boolean isRetained() {
        return request.getRetainOnDelete();
    }

    /** Whether its replacement waits until it is gone. */
    public boolean isDeletedBeforeReplacement() {
        assertThat(request.getDeleteBeforeReplaceDefined())
                .as("%s says so", urn)
                .isTrue();
        return request.getDeleteBeforeReplace();
    }

    /** The inputs whose change replaces it though the provider would not. */
    public List<String> replacedOnChangesOf() {
        return List.copyOf(request.getReplaceOnChangesList());
    }

    /** Whether all of an input, or any part of it, is a secret. */
    public boolean isSecret(String input) {
        return isSecret(request.getObject().getFieldsOrThrow(input));
    }

    /** An input that is a list, without its order. */
    @SuppressWarnings("unchecked")
    public List<Object> list(String input) {
        assertThat(inputs).containsKey(input);
        return (List<Object>) inputs.get(input);
    }

    /** The file that is uploaded to that path. */
    public String upload(String file) {
        return list("uploads").stream()
                .map(it -> (Map<?, ?>) it)
                .filter(it -> file.equals(it.get("file")))
                .map(it -> (String) it.get("content"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(urn + " uploads no " + file));
    }

    /** A file of the release that a publication brings. */
    public String released(String path) {
        return Stream.of(upload("/publish/release.txt").split("(?m)^@@ "))
                .filter(it -> it.startsWith(path + "\n"))
                .map(it -> it.substring(path.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(urn + " releases no " + path));
    }

    /** The value of a label of ours. */
    public String label(String name) {
        return list("labels").stream()
                .map(it -> (Map<?, ?>) it)
                .filter(it -> ("com.owndom." + name).equals(it.get("label")))
                .map(it -> (String) it.get("value"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(urn + " has no label " + name));
    }

    /** The value of an environment variable. */
    public String variable(String name) {
        return list("envs").stream()
                .map(String::valueOf)
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(name.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError(urn + " has no variable " + name));
    }

    private static boolean isSecret(Value value) {
        return switch (value.getKindCase()) {
            case STRUCT_VALUE -> "1b47061264138c4ac30d75fd1eb44270"
                            .equals(value.getStructValue()
                                    .getFieldsOrDefault("4dabf18193072939515e22adb298388d", Value.getDefaultInstance())
                                    .getStringValue())
                    || value.getStructValue().getFieldsMap().values().stream().anyMatch(Declared::isSecret);
            case LIST_VALUE -> value.getListValue().getValuesList().stream().anyMatch(Declared::isSecret);
            default -> false;
        };
    }

    @Override
    public String toString() {
        return urn;
    }
}
