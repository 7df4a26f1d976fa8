package com.owndom.hosting.dns;

import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a client needs in DNS.
 *
 * @param estate whose records they are
 * @param settings the stack's
 * @param client with its hosts
 */
public record ClientDns(EstateName estate, EstateSettings settings, ClientPlan client) {

    /** The longest comment that Cloudflare takes in a zone of the free plan. */
    private static final int LONGEST_COMMENT = 100;

    private static final int AUTOMATIC = 1;

    /** The records that the estate keeps: none without a zone. */
    public List<PlannedRecord> records() {
        return needed().filter(it -> !isElsewhere(it.host()))
                .flatMap(record -> settings.dns().zoneOf(record.host()).stream().map(zone -> planned(zone, record)))
                .toList();
    }

    /** The records that a person keeps elsewhere; none without a zone. */
    public List<HostRecord> elsewhere() {
        return needed().filter(it -> isElsewhere(it.host())).toList();
    }

    private Stream<HostRecord> needed() {
        return settings.dns().isOn() ? HostRecord.of(client.hosts(), settings.dns()) : Stream.of();
    }

    boolean isElsewhere(String host) {
        return client.description().hasDnsElsewhere(host);
    }

    private PlannedRecord planned(String zone, HostRecord record) {
        var proxied = isProxied();
        return new PlannedRecord(
                client.name(),
                zone,
                settings.dns().zones().get(zone),
                record,
                proxied,
                proxied ? AUTOMATIC : settings.dns().ttl(),
                comment());
    }

    boolean isProxied() {
        return settings.dns().proxied() && !client.description().isNotProxied();
    }

    private String comment() {
        var comment = "managed by %s/%s for %s".formatted(estate.value(), estate.stack(), client.name());
        return comment.substring(0, Math.min(LONGEST_COMMENT, comment.length()));
    }
}
