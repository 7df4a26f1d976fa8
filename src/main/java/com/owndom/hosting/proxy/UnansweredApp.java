package com.owndom.hosting.proxy;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A new app that did not answer the publication's question.
 *
 * @param client whose app it is
 * @param role frontend or backend
 * @param container that runs it
 * @param url what was asked
 * @param reason what was answered instead of a success
 */
public record UnansweredApp(String client, String role, String container, String url, String reason) {

    private static final Pattern LINE = Pattern.compile("FAILED (\\S+) (\\S+) (\\S+) (\\S+) (.*)");

    /** The apps that the log of a publication names. */
    public static List<UnansweredApp> in(String log) {
        return log.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(it -> new UnansweredApp(it.group(1), it.group(2), it.group(3), it.group(4), it.group(5)))
                .sorted(Comparator.comparing(UnansweredApp::client))
                .toList();
    }
}
