package com.owndom.hosting.settings;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who may see the clients that ask for a password, with the hashes of their passwords. Never prints one. */
public final class Visitors {

    /**
     * What {@code openssl passwd -6} and {@code -5} write. Others are refused: MD5 is broken, and bcrypt would keep a
     * worker of nginx busy for a tenth of a second with every request.
     */
    private static final Pattern HASH = Pattern.compile("\\$[56]\\$[./0-9A-Za-z]{1,16}\\$[./0-9A-Za-z]{43,86}");

    private static final Pattern NAME = Pattern.compile("[^:\\s\\p{Cntrl}]{1,64}");

    private final SortedMap<String, Map<String, String>> byClient;

    /** Copies the hashes by client and name. */
    public Visitors(Map<String, Map<String, String>> byClient) {
        this.byClient = new TreeMap<>(byClient);
    }

    /** The clients that have any. */
    public Set<String> clients() {
        return byClient.keySet();
    }

    /** Whether someone may see that client. */
    public boolean has(String client) {
        return !hashes(client).isEmpty();
    }

    /** The names of a client's visitors that are none, or whose hash is none; no hashes. */
    public List<String> malformed(String client) {
        return hashes(client).entrySet().stream()
                .filter(it -> !NAME.matcher(it.getKey()).matches()
                        || !HASH.matcher(it.getValue()).matches())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The file by which nginx knows a client's visitors, as a secret. */
    public Output<String> file(String client) {
        return Output.ofSecret(hashes(client).entrySet().stream()
                .map(it -> it.getKey() + ":" + it.getValue() + "\n")
                .collect(Collectors.joining()));
    }

    private SortedMap<String, String> hashes(String client) {
        return new TreeMap<>(byClient.getOrDefault(client, Map.of()));
    }

    @Override
    public String toString() {
        return "Visitors[" + byClient.keySet() + "]";
    }
}
