package com.owndom.hosting.job;

import java.util.ArrayList;
import java.util.List;

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
    public ServedVersions published(String version, boolean rolledBack) {
        var last = versions.lastIndexOf(version);
        if (last >= 0 && (rolledBack || last == versions.size() - 1)) {
            return new ServedVersions(versions.subList(0, last + 1));
        }
        var more = new ArrayList<>(versions);
        more.add(version);
        return new ServedVersions(more.subList(Math.max(0, more.size() - KEPT), more.size()));
    }
}
