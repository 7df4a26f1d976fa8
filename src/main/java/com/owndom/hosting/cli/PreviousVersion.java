package com.owndom.hosting.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.owndom.hosting.job.ServedVersion;
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

    private static final String SAME_IMAGES =
            """
            %1$s runs the images that it ran before. What changed last is what they run with: environment, limits, volumes.
            That is the program's: take the change back there, and ./hosting up %1$s. Nothing was changed.
            """;

    private static final String SETTINGS_STAY =
            """
            What %1$s's apps run with (environment, limits, volumes) has changed since then too, and stays as the program has it.
            """;

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
            previous(served).ifPresentOrElse(it -> print(client, it, present(served)), () -> fail(client, served));
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

    static Optional<ServedVersion> previous(List<String> served) {
        return served.size() < 2 ? Optional.empty() : Optional.of(ServedVersion.parse(served.get(served.size() - 2)));
    }

    private static ServedVersion present(List<String> served) {
        return ServedVersion.parse(served.get(served.size() - 1));
    }

    private static void print(String client, ServedVersion previous, ServedVersion present) {
        if (previous.hasImagesOf(present)) {
            System.err.printf(SAME_IMAGES, client);
            System.exit(1);
        }
        if (previous.hasOtherSettingsThan(present)) {
            System.err.printf(SETTINGS_STAY, client);
        }
        System.out.println(previous.images());
    }

    private static void fail(String client, List<String> served) {
        var present =
                served.isEmpty() ? "nothing that is known of" : present(served).images();
        System.err.printf(
                "There is no version of %s to go back to: %s served. Nothing was changed.%n", client, present);
        System.exit(1);
    }
}
