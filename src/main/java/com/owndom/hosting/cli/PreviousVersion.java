package com.owndom.hosting.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.owndom.hosting.job.ServedVersions;
import com.owndom.hosting.job.StackOutput;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.proxy.PublishedRelease;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Prints the version of a client that served before the present one: reads {@code pulumi stack output --json}, and the
 * state that the launcher has exported.
 */
public final class PreviousVersion {

    private PreviousVersion() {}

    /** Reads the outputs from standard input; ends with 1 when there is no such version. */
    public static void main(String[] arguments) throws IOException {
        try (var input = new InputStreamReader(System.in, StandardCharsets.UTF_8)) {
            var client = arguments[0];
            var listed = served(JsonParser.parseReader(input).getAsJsonObject(), client);
            var served = StackResources.exported()
                    .flatMap(PublishedRelease::in)
                    .map(release -> with(release.versions().get(client), listed))
                    .orElse(listed);
            previous(served).ifPresentOrElse(System.out::println, () -> fail(client, served));
        }
    }

    /** The versions that served, the present one last. */
    static List<String> served(JsonObject outputs, String client) {
        var versions = outputs.getAsJsonObject(StackOutput.VERSIONS.key());
        return versions == null || !versions.has(client)
                ? List.of()
                : StreamSupport.stream(versions.getAsJsonArray(client).spliterator(), false)
                        .map(JsonElement::getAsString)
                        .toList();
    }

    /** An update that failed behind its switch has not listed the version that serves since. */
    static List<String> with(String published, List<String> listed) {
        return published == null
                ? listed
                : new ServedVersions(listed).published(published, true).versions();
    }

    static Optional<String> previous(List<String> served) {
        return served.size() < 2 ? Optional.empty() : Optional.of(served.get(served.size() - 2));
    }

    private static void fail(String client, List<String> served) {
        var present = served.isEmpty() ? "nothing that is known of" : served.get(served.size() - 1);
        System.err.printf(
                "There is no version of %s to go back to: %s served. Nothing was changed.%n", client, present);
        System.exit(1);
    }
}
