package com.owndom.hosting.proxy;

/**
 * An app as the proxy reaches it.
 *
 * @param name {@code client-1-backend}
 * @param container the container's name, never its address: after a reboot an address can be another client's
 * @param image what the container runs
 * @param id the container's id, which tells a new container of a fixed name from its predecessor
 * @param port inside the container
 * @param healthPath answers with a status below 400 when the app is well
 * @param settings a fingerprint of what it runs with beside its image
 */
public record Upstream(
        String name, String container, String image, String id, int port, String healthPath, String settings) {

    /** {@code backend}: its part in that client. */
    String role(String client) {
        return name.substring(client.length() + 1);
    }

    /** What nginx calls it: each container has a name of its own, so that none is taken for its predecessor. */
    String group() {
        return "%s-%.12s".formatted(name, id);
    }
}
