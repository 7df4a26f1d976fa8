package com.owndom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

/** Runs gixy, which knows nginx's traps, on a whole configuration as {@code nginx -T} prints it. */
final class Gixy {

    private Gixy() {}

    /** The checks that found something; none of gixy's is left out. */
    static List<String> findings(String configuration) throws IOException {
        var dump = Files.createTempFile("nginx", ".conf");
        try {
            Files.writeString(dump, configuration);
            // Findings make it fail, as errors do; only a list is a result.
            var printed = Shell.run("sh", "-c", "gixy --format json " + dump + " 2>/dev/null || :");
            if (!printed.startsWith("[")) {
                throw new AssertionError("run the tests with ./hosting test, which gets gixy: " + printed);
            }
            return Pattern.compile("\"plugin\": \"(\\w+)\"")
                    .matcher(printed)
                    .results()
                    .map(it -> it.group(1))
                    .toList();
        } finally {
            Files.delete(dump);
        }
    }
}
