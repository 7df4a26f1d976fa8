package com.owndom.hosting.settings;

import com.owndom.hosting.check.Problem;
import java.util.List;

/**
 * A stack's settings with what is wrong with them, so that it is told together with what is wrong with the clients.
 *
 * @param settings with defaults where what was given is wrong
 * @param problems wrong types, unknown keys and missing values
 */
public record ReadSettings(EstateSettings settings, List<Problem> problems) {

    /** Copies the problems. */
    public ReadSettings {
        problems = List.copyOf(problems);
    }
}
