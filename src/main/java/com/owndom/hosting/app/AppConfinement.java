package com.owndom.hosting.app;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an app may do in its container, as its owner described it. None of it ever gets privileges that its user lacks.
 *
 * @param user the number of the user, and of the group after a colon, instead of the image's own
 * @param rootReason why it runs as root in production, which is refused otherwise
 * @param writableRoot whether it may write everywhere in its container in production, as far as its user may
 * @param writable further directories that it may write to; they are in memory and empty at each start
 * @param processes how many processes and threads it may have at a time, 16 to 32768, 256 by default
 */
public record AppConfinement(
        Optional<String> user,
        Optional<String> rootReason,
        boolean writableRoot,
        SortedSet<String> writable,
        int processes) {

    static final AppConfinement CONVENTIONAL =
            new AppConfinement(Optional.empty(), Optional.empty(), false, new TreeSet<>(), 256);

    /** Copies the directories. */
    public AppConfinement {
        writable = Collections.unmodifiableSortedSet(new TreeSet<>(writable));
    }

    /** Whether a container with this user runs as root, {@code ""}, {@code 0} or {@code root:root}. */
    static boolean isRoot(String user) {
        return user.matches("(|root|0+)(:.*)?");
    }

    /**
     * Runs as this user instead of the image's own: its number, other than 0, and the group's after a colon,
     * {@code "1000:1000"}.
     */
    public AppConfinement withUser(String number) {
        return new AppConfinement(Optional.of(number), rootReason, writableRoot, writable, processes);
    }

    /**
     * Lets the image run as root in production, which is refused otherwise, for one that starts as root and becomes
     * somebody else. It keeps what that takes, and no other of root's capabilities.
     *
     * @param reason for those who read the program
     */
    public AppConfinement withRoot(String reason) {
        return new AppConfinement(user, Optional.of(reason), writableRoot, writable, processes);
    }

    /**
     * Lets it write everywhere in its container, as far as its user may. By default, in production, an app can write to
     * its volumes and, in memory, to {@code /tmp}, {@code /run} and what is {@link #withWritable}.
     */
    public AppConfinement withWritableRoot() {
        return new AppConfinement(user, rootReason, true, writable, processes);
    }

    /**
     * Names absolute paths of further directories that it may write to in production: in memory, within the app's limit,
     * at most half of it each, and empty at each start.
     */
    public AppConfinement withWritable(String... directories) {
        return new AppConfinement(user, rootReason, writableRoot, new TreeSet<>(List.of(directories)), processes);
    }

    /** How many processes and threads it may have at a time, 16 to 32768; 256 by default. */
    public AppConfinement withProcesses(int limit) {
        return new AppConfinement(user, rootReason, writableRoot, writable, limit);
    }
}
