package com.owndom.hosting.name;

/**
 * One stack's estate, and the names of what it has in Docker. They are public: changing one replaces live resources.
 *
 * @param value the estate's own name: {@code owndom}
 * @param stack the stack's
 */
public record EstateName(String value, String stack) {

    /** {@code <estate>_<part>_<stack>}: what all clients share. */
    public String of(String part) {
        return "%s_%s_%s".formatted(value, part, stack);
    }

    /** {@code <estate>_client_1_<part>_<stack>}: what is a client's, in the form of the guide's container names. */
    public String of(ClientName client, String part) {
        return of(client.snake() + "_" + part);
    }

    /** {@code <estate>/<name>}: an image that is built. */
    public String image(String name) {
        return value + "/" + name;
    }

    /** Whether a name in Docker is one of these. */
    public boolean owns(String name) {
        return name.startsWith(value + "_") && name.endsWith("_" + stack);
    }

    @Override
    public String toString() {
        return value;
    }
}
