package com.owndom.hosting.network;

/**
 * A route of a host.
 *
 * @param address the first of the addresses it is for, as a number
 * @param prefix how many of its bits they share
 * @param device what it leads to, {@code eth0}
 */
record Route(long address, int prefix, String device) {

    private static final int BITS = 32;

    /** Wider ones are the way to the internet, sometimes in two halves, and overlap everything. */
    private static final int WIDEST_NETWORK = 8;

    static Route parse(String cidr, String device) {
        var parts = cidr.split("[./]");
        var address = 0L;
        for (var i = 0; i < 4; i++) {
            address = address << 8 | Integer.parseInt(parts[i]);
        }
        return new Route(address, Integer.parseInt(parts[4]), device);
    }

    boolean isNetwork() {
        return prefix >= WIDEST_NETWORK;
    }

    boolean overlaps(Route other) {
        var shift = BITS - Math.min(prefix, other.prefix);
        return address >> shift == other.address >> shift;
    }

    /** {@code 10.90.0.0/16}. */
    String cidr() {
        return "%d.%d.%d.%d/%d"
                .formatted(address >> 24, address >> 16 & 0xff, address >> 8 & 0xff, address & 0xff, prefix);
    }
}
