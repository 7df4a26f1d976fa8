package com.owndom.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Asks the proxy over TLS, whatever the machine's name service says.
 *
 * @param http port of the proxy on loopback
 * @param https port of the proxy on loopback
 */
record Curl(int http, int https) {

    /**
     * What came back.
     *
     * @param head status line and headers, in lower case
     * @param body the rest
     */
    record Answer(String head, String body) {

        String status() {
            return head.split("[ \r\n]")[1];
        }

        List<String> header(String name) {
            var prefix = name.toLowerCase(Locale.ROOT) + ": ";
            return head.lines()
                    .filter(it -> it.startsWith(prefix))
                    .map(it -> it.substring(prefix.length()).strip())
                    .toList();
        }
    }

    Answer get(String host, String path, String... options) {
        return ask("https", https, host, path, options);
    }

    Answer plain(String host, String path, String... options) {
        return ask("http", http, host, path, options);
    }

    private static Answer ask(String scheme, int port, String host, String path, String... options) {
        var command = new ArrayList<>(List.of(
                "curl", "--silent", "--show-error", "--insecure", "--include", "--max-time", "20", "--resolve"));
        command.add(host + ":" + port + ":127.0.0.1");
        command.addAll(List.of(options));
        command.add(scheme + "://" + host + ":" + port + path);
        var printed = Shell.run(command.toArray(String[]::new)).split("\r?\n\r?\n", 2);
        return new Answer(printed[0].toLowerCase(Locale.ROOT), printed.length > 1 ? printed[1] : "");
    }
}
