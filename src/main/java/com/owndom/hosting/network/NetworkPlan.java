package com.owndom.hosting.network;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Fingerprint;
import java.util.List;

/**
 * The names and addresses of an estate's networks, all known before any of them is there.
 *
 * @param estate names them
 * @param subnets from the estate's pool
 */
public record NetworkPlan(EstateName estate, SubnetPlan subnets) {

    /** The only port of PostgreSQL that backends reach. */
    public static final int POSTGRES_PORT = 5432;

    private static final int HASH = 8;

    /**
     * A network that clients share.
     *
     * @param part its logical name
     * @param name in Docker
     * @param bridge on the host
     * @param subnet its addresses
     */
    record Star(String part, String name, String bridge, StarSubnet subnet) {}

    /** The plan of a stack's estate. */
    public static NetworkPlan of(EstateName estate, EstateSettings settings) {
        return new NetworkPlan(estate, new SubnetPlan(settings.network().subnetPool()));
    }

    Star edgeFrontend() {
        return new Star("edge-frontend", name("edge_frontend"), bridge("ef"), subnets.edgeFrontend());
    }

    Star edgeBackend() {
        return new Star("edge-backend", name("edge_backend"), bridge("eb"), subnets.edgeBackend());
    }

    Star data() {
        return new Star("data", name("data"), bridge("d"), subnets.data());
    }

    /** The networks over which sites are served. */
    List<Star> edges() {
        return List.of(edgeFrontend(), edgeBackend());
    }

    /** {@code <estate>_<part>_<stack>}: a shared part in Docker. */
    String name(String part) {
        return estate.of(part);
    }

    String name(ClientName client) {
        return estate.of(client, "network");
    }

    String adminBridge() {
        return bridge("a");
    }

    /** Outside of the rules for those that are not trusted. */
    String certificatesBridge() {
        return bridgePrefix() + "t";
    }

    /** Outside of those rules too. */
    String backupsBridge() {
        return bridgePrefix() + "b";
    }

    String bridge(int clientNumber) {
        return bridge("c" + clientNumber);
    }

    /** What the names of all its bridges on the host begin with, and no other estate's. */
    String bridgePrefix() {
        return "od" + hash();
    }

    /** The bridges of clients and of the servers that they share, as iptables writes it. */
    String guardedBridges() {
        return bridge("+");
    }

    /** The chains of its rules in the host's packet filter begin with it. */
    String chain() {
        return "OWNDOM-" + hash();
    }

    /** Whether a network of Docker belongs to it, by its name. */
    public boolean owns(String network) {
        return estate.owns(network);
    }

    /** At most 15 characters: the kernel's limit. */
    private String bridge(String part) {
        return bridgePrefix() + "-" + part;
    }

    private String hash() {
        return new Fingerprint()
                .text(estate.value())
                .text(estate.stack())
                .value()
                .substring(0, HASH);
    }
}
