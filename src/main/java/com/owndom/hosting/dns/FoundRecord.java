package com.owndom.hosting.dns;

import com.owndom.hosting.check.Problem;

/**
 * A record that stands at Cloudflare where the estate is going to have one of its own.
 *
 * @param id Cloudflare's, in its zone
 * @param type of the record
 * @param content what it leads to
 * @param instead what the estate needs there
 */
record FoundRecord(String id, String type, String content, PlannedRecord instead) {

    /** Whether both cannot stand side by side, or would share the visitors. */
    boolean isInTheWay() {
        var wanted = instead.record().type();
        return wanted.name().equals(type) || wanted.excludes(type);
    }

    /** What a person has to do. */
    Problem problem(String stack) {
        return new Problem(
                instead.client().value(),
                type + " record " + instead.record().host(),
                "is there and leads to " + content + ", and nothing is overwritten",
                isOfTheSameType() ? importing(stack) : deleting());
    }

    private boolean isOfTheSameType() {
        return instead.record().type().name().equals(type);
    }

    private String importing(String stack) {
        return "take it over, then run the same again: pulumi import --stack %s --yes --protect=false --generate-code=false %s '%s' %s/%s"
                .formatted(stack, Records.TYPE, instead.logicalName(), instead.zoneId(), id);
    }

    private String deleting() {
        return "a CNAME stands alone: delete it at Cloudflare (zone %s), or write dnsElsewhere(\"%s\")"
                .formatted(instead.zone(), instead.record().host());
    }
}
