package com.owndom.hosting.job;

import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether an app may start.
 *
 * @param after what has to be there first
 * @param refusal why it must not start, as a person reads it
 */
public record Ready(List<Resource> after, Optional<String> refusal) {

    /** Copies the resources. */
    public Ready {
        after = List.copyOf(after);
    }

    /** At once. */
    public static Ready now() {
        return after(List.of());
    }

    /** Once these are there. */
    public static Ready after(List<Resource> resources) {
        return new Ready(resources, Optional.empty());
    }

    /** Not in this update. */
    public static Ready refused(String reason) {
        return new Ready(List.of(), Optional.of(reason));
    }

    /** Once both may. */
    public Ready and(Ready other) {
        return new Ready(and(other.after).after, refusal.or(other::refusal));
    }

    /** The same, and after these too. */
    public Ready and(List<? extends Resource> resources) {
        var all = new ArrayList<>(after);
        all.addAll(resources);
        return new Ready(all, refusal);
    }
}
