package com.owndom.hosting.settings;

/**
 * The estate's networks.
 *
 * @param subnetPool the private /16 of every network of the estate; {@code 10.90.0.0/16} by default. One that overlaps a
 *     route of the Docker host is refused
 * @param firewallImage an image with a shell and iptables, from which the estate's rules in the host's packet filter are
 *     held; {@code docker:28-dind} by default
 */
public record NetworkSettings(String subnetPool, String firewallImage) {}
