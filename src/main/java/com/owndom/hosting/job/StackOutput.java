package com.owndom.hosting.job;

/** The outputs that an estate leaves with its stack: for people, for {@code ./hosting}, and for the next update. */
public enum StackOutput {
    /** What a person wants to know of each client, by its name. */
    CLIENTS("clients"),
    /** On which server each database is, in use or set aside since when, by the name that the data have. */
    DATABASES("databases"),
    /** The same of volumes, by their short names. */
    VOLUMES("volumes"),
    /** The roles that log in to the databases, by the name that the data have. */
    LOGINS("logins"),
    /** The image of each database server, by its name. */
    SERVERS("servers"),
    /** The DNS records that the estate keeps, by the client's name. */
    DNS("dns"),
    /** Those that somebody else has to make, by the client's name. */
    DNS_ELSEWHERE("dnsElsewhere"),
    /** The container that gets certificates. */
    CERTIFICATES("certificates"),
    /** The containers that make backups, by the server's name. */
    BACKUPS("backups"),
    /** The clients that were taken back to an older version, by their names. */
    ROLLBACKS("rollbacks"),
    /** The versions that served, by the client's name. */
    VERSIONS("versions"),
    /** What is published of each client, by its name. */
    SITES("sites"),
    /** Changes with what is published. */
    RELEASE("release");

    private final String key;

    StackOutput(String key) {
        this.key = key;
    }

    /** What it is called among the stack's outputs. */
    public String key() {
        return key;
    }
}
