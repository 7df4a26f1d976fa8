package com.owndom.hosting.network;

/**
 * The addresses of a network whose members reach its server, or are reached by it, and not one another.
 *
 * @param cidr all of them
 * @param gateway the host's
 * @param server the server's, which never changes
 * @param members where Docker takes everyone else's from, so that no one has the server's while it is away
 */
public record StarSubnet(String cidr, String gateway, String server, String members) {}
