package com.owndom.hosting.network;

import com.owndom.hosting.name.ClientNumber;

/**
 * The subnet of every network of an estate, from one /16. Docker's own pools end at about 31 networks.
 *
 * <p>The two shared networks have 4,094 addresses each, a client's own has 30, and a client's subnet follows from its
 * number alone, so it never shifts.
 *
 * @param pool a /16: {@code 10.90.0.0/16}
 */
public record SubnetPlan(String pool) {

    private static final int CLIENTS_FIRST_BLOCK = 128;
    private static final int CLIENT_SIZE = 32;
    private static final int BLOCK_SIZE = 256;

    /** Where the proxy reaches the clients' apps. */
    public String edge() {
        return subnet(0, 0, 20);
    }

    /** Where the backends reach PostgreSQL. */
    public String data() {
        return subnet(16, 0, 20);
    }

    /** Where the container that gets certificates is alone. */
    public String certificates() {
        return subnet(32, 0, 28);
    }

    /** Where a client's frontend reaches its backend. */
    public String client(int number) {
        if (number < 0 || number > ClientNumber.LARGEST) {
            throw new IllegalArgumentException("no subnet for client number " + number);
        }
        var offset = number * CLIENT_SIZE;
        return subnet(CLIENTS_FIRST_BLOCK + offset / BLOCK_SIZE, offset % BLOCK_SIZE, 27);
    }

    private String subnet(int third, int fourth, int prefix) {
        var network = pool.substring(0, pool.indexOf(".0.0/"));
        return "%s.%d.%d/%d".formatted(network, third, fourth, prefix);
    }
}
