package com.owndom.hosting.client;

import com.owndom.hosting.app.KeptVolumes;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.settings.EstateSettings;

/**
 * What a client shares with the others.
 *
 * @param estate the estate's name
 * @param settings the stack's
 * @param networks where the proxy reaches the apps, and they the databases
 * @param postgres where the databases are
 * @param volumes declares the clients' volumes
 * @param lastUpdate what it left for this one
 */
public record SharedServers(
        String estate,
        EstateSettings settings,
        EstateNetworks networks,
        PostgresServers postgres,
        KeptVolumes volumes,
        LastUpdate lastUpdate) {}
