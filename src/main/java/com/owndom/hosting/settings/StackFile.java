package com.owndom.hosting.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The stack's own file, {@code Pulumi.<stack>.yaml}: it alone tells which parts of a setting are encrypted. The engine
 * says of a setting as a whole that something in it is.
 *
 * @param settings by the project's name and theirs, {@code owndom:visitors}
 */
record StackFile(Map<?, ?> settings) {

    private static final String ENCRYPTED = "secure";

    /** Of the stack in that project; without any settings where the engine was given another file. */
    static StackFile in(Path project, String stack) {
        var file = project.resolve("Pulumi." + stack + ".yaml");
        return Files.exists(file) ? read(file) : new StackFile(Map.of());
    }

    private static StackFile read(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
            return new StackFile(yaml.load(text) instanceof Map<?, ?> all ? settings(all) : Map.of());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<?, ?> settings(Map<?, ?> file) {
        return file.get("config") instanceof Map<?, ?> settings ? settings : Map.of();
    }

    /** The parts of {@code owndom:visitors} that stand there for everyone to read: {@code visitors.client-1.anna}. */
    List<String> plain(String setting) {
        return Optional.ofNullable(settings.get(setting)).stream()
                .flatMap(value -> plainParts(setting.substring(setting.indexOf(':') + 1), value))
                .sorted()
                .toList();
    }

    private static Stream<String> plainParts(String path, Object value) {
        if (!(value instanceof Map<?, ?> parts)) {
            return Stream.of(path);
        }
        return parts.keySet().equals(Set.of(ENCRYPTED))
                ? Stream.empty()
                : parts.entrySet().stream().flatMap(it -> plainParts(path + "." + it.getKey(), it.getValue()));
    }
}
