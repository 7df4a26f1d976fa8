package com.owndom.hosting.network;

import com.owndom.hosting.name.ClientNumber;

/**
 * The subnet of every network of an estate, from one /16. Docker's own pools end at about 31 networks.
 *
 * <p>Each shared network has 4,096 addresses for its members, four times what a bridge can have, and a client's own
 * network has 30. A client's subnet follows from its number alone, so it never shifts.
 *
 * @param pool a /16: {@code 10.90.0.0/16}
 */
public record SubnetPlan(String pool) {

    /**
     * How many clients an estate can have: a Linux bridge has 1,023 ports, and while all are updated at once two
     * containers of each client's app are in one of the shared networks, beside the server and some jobs.
     */
    public static final int MOST_CLIENTS = 500;

    private static final int CLIENTS_FIRST_BLOCK = 128;
    private static final int CLIENT_SIZE = 32;
    private static final int BLOCK_SIZE = 256;
    private static final int STAR_HALF = 16;
    private static final int DATA = 96;

    /** Where the proxy reaches the frontends. */
    public StarSubnet edgeFrontend() {
        return star(32);
    }

    /** Where the proxy reaches the backends. */
    public StarSubnet edgeBackend() {
        return star(64);
    }

    /** Where the backends reach PostgreSQL. */
    public StarSubnet data() {
        return star(DATA);
    }

    /** The address of a PostgreSQL server among the backends. */
    public String databaseServer(int number) {
        return address(DATA, 2 + number);
    }

    /** The address of what stands in front of that server. */
    public String pool(int number) {
        return address(DATA + 1, 2 + number);
    }

    /** All addresses that servers of the backends have or may have. */
    public String databaseServers() {
        return subnet(DATA, 0, 20);
    }

    /** Where the host reaches PostgreSQL. */
    public String admin() {
        return subnet(253, 0, 28);
    }

    /** Where the container that gets certificates is alone. */
    public String certificates() {
        return subnet(253, 16, 28);
    }

    /** Where the containers that make backups reach their repository, one for each PostgreSQL server. */
    public String backups() {
        return subnet(254, 0, 24);
    }

    /** Where a client's frontend reaches its backend. */
    public String client(int number) {
        if (number < 0 || number > ClientNumber.LARGEST) {
            throw new IllegalArgumentException("no subnet for client number " + number);
        }
        var offset = number * CLIENT_SIZE;
        return subnet(CLIENTS_FIRST_BLOCK + offset / BLOCK_SIZE, offset % BLOCK_SIZE, 27);
    }

    private StarSubnet star(int third) {
        return new StarSubnet(
                subnet(third, 0, 19), address(third, 1), address(third, 2), subnet(third + STAR_HALF, 0, 20));
    }

    private String subnet(int third, int fourth, int prefix) {
        return address(third, fourth) + "/" + prefix;
    }

    private String address(int third, int fourth) {
        return "%s.%d.%d".formatted(pool.substring(0, pool.indexOf(".0.0/")), third, fourth);
    }
}
