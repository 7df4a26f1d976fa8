package com.owndom.hosting.dns;

import java.util.Locale;

/** The types of records that a host may need. */
public enum RecordType {
    /** An IPv4 address. */
    A,
    /** An IPv6 address. */
    AAAA,
    /** Another name. */
    CNAME;

    /** As it stands in logical names. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether both cannot stand under one name: a CNAME stands alone. */
    boolean excludes(String other) {
        return this == CNAME || other.equals(CNAME.name());
    }
}
