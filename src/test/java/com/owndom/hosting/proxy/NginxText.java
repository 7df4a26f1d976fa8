package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What nginx text has to be, whatever the sites are. */
final class NginxText {

    private static final Pattern ADDRESS = Pattern.compile("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b");

    private NginxText() {}

    static void assertBalanced(String text) {
        var open = 0;
        for (var character : text.replaceAll("(?m)#.*$|'[^']*'|\"[^\"]*\"", "").toCharArray()) {
            open += character == '{' ? 1 : character == '}' ? -1 : 0;
            assertThat(open).isNotNegative();
        }
        assertThat(open).isZero();
    }

    /** An address may be another client's after a reboot; names never are. */
    static void assertNoAddressButLoopback(String text) {
        assertThat(all(ADDRESS, 0, text)).allMatch(address -> address.startsWith("127."));
    }

    static void assertEveryUsedUpstreamIsDefined(String text) {
        assertThat(all(Pattern.compile("(?m)^upstream (\\S+) "), 1, text))
                .doesNotHaveDuplicates()
                .containsAll(all(Pattern.compile("proxy_pass http://([^;/]+);"), 1, text));
    }

    static void assertEveryUsedZoneIsDefined(String text) {
        assertThat(all(Pattern.compile("limit_req_zone \\S+ zone=([^:]+):"), 1, text))
                .doesNotHaveDuplicates()
                .containsAll(all(Pattern.compile("limit_req zone=(\\S+) "), 1, text));
    }

    private static List<String> all(Pattern pattern, int group, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult it) -> it.group(group))
                .toList();
    }
}
