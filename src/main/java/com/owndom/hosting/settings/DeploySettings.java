package com.owndom.hosting.settings;

import java.util.Map;

/**
 * How new versions come.
 *
 * @param healthSeconds how long a new version may take to answer before the update gives up, 1 to 600; 60 by default
 * @param drainSeconds how long connections to what served before may stay before it is asked to stop, 1 to 600; 30 by
 *     default
 * @param rollbacks the versions that clients were taken back to, by the client's name; none by default
 */
public record DeploySettings(int healthSeconds, int drainSeconds, Map<String, Rollback> rollbacks) {

    /** Copies the rollbacks. */
    public DeploySettings {
        rollbacks = Map.copyOf(rollbacks);
    }
}
