package com.owndom.hosting.client;

import com.owndom.hosting.database.PostgresServer;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.network.EstateNetwork;
import com.owndom.hosting.settings.EstateSettings;

/**
 * What a client shares with the others.
 *
 * @param estate the estate's name
 * @param settings the stack's
 * @param edge where the proxy reaches the apps
 * @param postgres where the databases are
 * @param lastUpdate what it left for this one
 */
public record SharedServers(
        String estate, EstateSettings settings, EstateNetwork edge, PostgresServer postgres, LastUpdate lastUpdate) {}
