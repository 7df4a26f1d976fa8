package com.owndom.hosting.job;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The versions of a client that served visitors, the one that serves now last.
 *
 * @param versions at most {@value #KEPT}
 */
public record ServedVersions(List<String> versions) {

    /** How many are remembered; the launcher keeps at least their images. */
    public static final int KEPT = 3;

    /** Of a client that never served. */
    public static final ServedVersions NONE = new ServedVersions(List.of());

    /** Copies the versions. */
    public ServedVersions {
        versions = List.copyOf(versions);
    }

    /** After that version was published. A version of before takes back all that came after it. */
    public ServedVersions published(String text, boolean rolledBack) {
        var version = ServedVersion.parse(text);
        var last = last(it -> rolledBack ? it.hasImagesOf(version) : it.isSameAs(version));
        var before = last >= 0 && (rolledBack || last == versions.size() - 1) ? versions.subList(0, last) : versions;
        var more = new ArrayList<>(before);
        more.add(text);
        return new ServedVersions(more.subList(Math.max(0, more.size() - KEPT), more.size()));
    }

    private int last(Predicate<ServedVersion> sought) {
        return IntStream.range(0, versions.size())
                .filter(it -> sought.test(ServedVersion.parse(versions.get(it))))
                .max()
                .orElse(-1);
    }
}
