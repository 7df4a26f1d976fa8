package com.owndom.hosting.dns;

import com.owndom.hosting.name.ClientName;

/**
 * A record that the estate keeps at Cloudflare.
 *
 * @param client whose host it is
 * @param zone the domain of the zone
 * @param zoneId Cloudflare's id of the zone
 * @param record what stands in DNS
 * @param proxied whether visitors come through Cloudflare
 * @param ttl seconds that resolvers may keep it; 1 leaves it to Cloudflare, which it must be for what is proxied
 * @param comment who manages it, shown by Cloudflare beside the record
 */
public record PlannedRecord(
        ClientName client, String zone, String zoneId, HostRecord record, boolean proxied, int ttl, String comment) {

    /** {@code client-1-a/client-1.owndom.com}: no name of a client has a slash, so no two records share it. */
    public String logicalName() {
        return client.logical(record.type().label()) + "/" + record.host();
    }
}
