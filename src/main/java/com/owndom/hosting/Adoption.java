package com.owndom.hosting;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is there already, and is taken into the state instead of being made: of an estate whose state was lost, or what
 * somebody made by other means. It is taken as it is; the next update makes it what is declared.
 *
 * @param ids by the resource's type and logical name, with a space between
 */
record Adoption(Map<String, String> ids) {

    /** Set by the launcher for {@code ./hosting adopt}: a file with a line {@code TYPE NAME ID} for each. */
    private static final String VARIABLE = "HOSTING_ADOPT";

    static Adoption ofEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .map(Path::of)
                .map(Adoption::read)
                .orElse(new Adoption(Map.of()));
    }

    private static Adoption read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Adoption of(List<String> lines) {
        return new Adoption(lines.stream()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1))));
    }

    /** For the component at the top; none when there is nothing to adopt. */
    List<ResourceTransformation> transformations() {
        return ids.isEmpty() ? List.of() : List.of(this::adopted);
    }

    private Optional<ResourceTransformation.Result> adopted(ResourceTransformation.Args declared) {
        var resource = declared.resource();
        return Optional.ofNullable(ids.get(resource.pulumiResourceType() + " " + resource.pulumiResourceName()))
                .map(id -> new ResourceTransformation.Result(
                        declared.args(), imported((CustomResourceOptions) declared.options(), id)));
    }

    private static CustomResourceOptions imported(CustomResourceOptions options, String id) {
        var asItIs = CustomResourceOptions.builder().importId(id).ignoreChanges("*");
        return CustomResourceOptions.merge(options, asItIs.build());
    }
}
