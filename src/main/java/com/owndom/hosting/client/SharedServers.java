package com.owndom.hosting.client;

import com.owndom.hosting.app.KeptVolumes;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.job.Update;
import com.owndom.hosting.network.EstateNetworks;

/**
 * What a client shares with the others.
 *
 * @param update names, settings, and what the last one left
 * @param networks where the proxy reaches the apps, and they the databases
 * @param postgres where the databases are
 * @param volumes declares the clients' volumes
 */
public record SharedServers(Update update, EstateNetworks networks, PostgresServers postgres, KeptVolumes volumes) {}
