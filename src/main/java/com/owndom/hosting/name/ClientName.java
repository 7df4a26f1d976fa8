package com.owndom.hosting.name;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A client's name and every name derived from it. Logical names are public: changing one replaces live resources.
 *
 * @param value a lower-case DNS label of at most 49 characters, also the client's subdomain: {@code client-1}
 */
public record ClientName(String value) {

    /** What a name must look like: a DNS label (RFC 1035, section 2.3.1), short enough for a {@link #login} in PostgreSQL's 63 bytes. */
    public static final Pattern FORM = Pattern.compile("[a-z]([a-z0-9-]{0,47}[a-z0-9])?");

    private static final Pattern NUMBERED = Pattern.compile("client-([1-9][0-9]{0,2})");
    private static final Set<String> RESERVED = Set.of(
            "postgres", "public", "template0", "template1", "none", "estate", "proxy", "certificates", "firewall");

    /** What stands beside each database server: {@code backups-reports} among containers and in {@code ./hosting logs}. */
    private static final Set<String> SERVERS = Set.of("backups", "pgbouncer");

    /** Whether the value has the {@link #FORM} of a name. */
    public boolean isLabel() {
        return FORM.matcher(value).matches();
    }

    /** Whether the estate itself, or PostgreSQL, needs the name. */
    public boolean isReserved() {
        return RESERVED.contains(value)
                || SERVERS.stream().anyMatch(it -> value.equals(it) || value.startsWith(it + "-"))
                || value.startsWith("pg-");
    }

    /** {@code client_1}: the role, and the stem of the names in the guide. */
    public String snake() {
        return value.replace('-', '_');
    }

    /** {@code CLIENT_1}: the prefix of the guide's environment variables. */
    public String constant() {
        return snake().toUpperCase(Locale.ROOT);
    }

    /** {@code client_1_db}. */
    public String database() {
        return snake() + "_db";
    }

    /** {@code client-1-login}: the stem of the names of the roles that log in, each with eight characters more. */
    public String login() {
        return logical("login");
    }

    /** {@code client-1-<part>}: the logical name of one of the client's resources. */
    public String logical(String part) {
        return value + "-" + part;
    }

    /** The N of {@code client-N}, if the name has that form. */
    public OptionalInt number() {
        var numbered = NUMBERED.matcher(value);
        return numbered.matches() ? OptionalInt.of(Integer.parseInt(numbered.group(1))) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
