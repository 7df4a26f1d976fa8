package com.owndom.hosting.rules;

import com.owndom.hosting.container.HostCapacity;
import com.owndom.hosting.network.HostRoutes;
import java.util.Optional;

/**
 * What is known of the Docker host before anything is declared.
 *
 * @param routes where its packets go already
 * @param capacity what it has to give
 */
public record Host(HostRoutes routes, Optional<HostCapacity> capacity) {

    /** Of that daemon. */
    public static Host of(String dockerHost) {
        return new Host(HostRoutes.of(dockerHost), HostCapacity.of(dockerHost));
    }

    /** Nothing is known of it. */
    public static Host unknown() {
        return new Host(HostRoutes.unknown(), Optional.empty());
    }
}
