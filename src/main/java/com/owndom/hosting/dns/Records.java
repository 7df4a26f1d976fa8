package com.owndom.hosting.dns;

import com.owndom.hosting.text.Outputs;
import com.pulumi.cloudflare.DnsRecord;
import com.pulumi.cloudflare.DnsRecordArgs;
import com.pulumi.cloudflare.ZoneSetting;
import com.pulumi.cloudflare.ZoneSettingArgs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Declares what the estate keeps at Cloudflare.
 *
 * @param estate their parent
 */
public record Records(Resource estate) {

    /** The type of a record, as {@code pulumi import} wants it. */
    static final String TYPE = "cloudflare:index/dnsRecord:DnsRecord";

    /** Full TLS with a certificate that is valid, TLS 1.2 at least, HTTPS always. */
    private static final Map<String, String> STRICT =
            new TreeMap<>(Map.of("ssl", "strict", "min_tls_version", "1.2", "always_use_https", "on"));

    /** Declares records after what they need; their texts by logical name, once they are there. */
    public Output<Map<String, String>> declare(List<PlannedRecord> records, List<Resource> after) {
        var declared = new TreeMap<String, Output<String>>();
        records.forEach(it -> declared.put(it.logicalName(), declare(it, after)));
        return Outputs.map(declared);
    }

    /** Gives every zone the settings of strict TLS. */
    public List<ZoneSetting> beStrict(Map<String, String> zones) {
        var settings = new ArrayList<ZoneSetting>();
        new TreeMap<>(zones)
                .forEach((domain, id) -> STRICT.forEach((setting, value) -> {
                    var args = ZoneSettingArgs.builder()
                            .zoneId(id)
                            .settingId(setting)
                            .value(value);
                    settings.add(new ZoneSetting(
                            "zone-" + domain + "/" + setting,
                            args.build(),
                            options().build()));
                }));
        return settings;
    }

    private Output<String> declare(PlannedRecord planned, List<Resource> after) {
        var record = planned.record();
        var args = DnsRecordArgs.builder()
                .zoneId(planned.zoneId())
                .name(record.host())
                .type(record.type().name())
                .content(record.content())
                .proxied(planned.proxied())
                .ttl((double) planned.ttl())
                .comment(planned.comment())
                .build();
        // Imported without a parent, a record is at home in the state of any stack, also of one that has no estate yet.
        var options = options().dependsOn(after).aliases(Alias.noParent()).build();
        var declared = new DnsRecord(planned.logicalName(), args, options);
        return Outputs.unlessFailed(declared.id()).applyValue(any -> record.toString());
    }

    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(estate);
    }
}
