package com.owndom.hosting.job;

import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;

/**
 * What everything that an update declares has in common.
 *
 * @param estate the names of what it declares
 * @param settings the stack's
 * @param last what the last update left for this one
 */
public record Update(EstateName estate, EstateSettings settings, LastUpdate last) {}
