package com.owndom.hosting.settings;

import com.google.common.net.InetAddresses;
import com.owndom.hosting.container.Cores;
import com.owndom.hosting.name.DomainName;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that values of settings have; each is empty for a text that has another. */
final class SettingForms {

    /** The largest port there is. */
    static final int LARGEST_PORT = 65_535;

    /** The longest that a new version may take to answer and an old one to drain: as long as it may take to stop. */
    static final int LONGEST_SECONDS = 600;

    private static final String OCTET = "(\\d|[1-9]\\d|1\\d\\d|2[0-4]\\d|25[0-5])";
    /** Neither digits of other scripts nor a zone like {@code %eth0}. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+");

    private static final Pattern POOL =
            Pattern.compile("(10\\." + OCTET + "|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\.0\\.0/16");

    private static final Pattern DOCKER_HOST =
            Pattern.compile("unix:///\\S+|ssh://([A-Za-z0-9._-]+@)?[A-Za-z0-9][A-Za-z0-9._-]*(:\\d{1,5})?");

    private SettingForms() {}

    static Optional<String> domain(String text) {
        return Optional.of(text).filter(it -> new DomainName(it).isWellFormed());
    }

    static Optional<Integer> port(String text) {
        return within(text, LARGEST_PORT);
    }

    static Optional<Integer> seconds(String text) {
        return within(text, LONGEST_SECONDS);
    }

    static Optional<String> cores(String text) {
        return Optional.of(text).filter(it -> Cores.parse(it).isPresent());
    }

    /** A local socket, or a host that ssh reaches; plain TCP would make root of everyone who reaches the port. */
    static Optional<String> dockerHost(String text) {
        return Optional.of(text).filter(DOCKER_HOST.asMatchPredicate());
    }

    /** A private /16 (RFC 1918). */
    static Optional<String> pool(String text) {
        return Optional.of(text).filter(POOL.asMatchPredicate());
    }

    /** An IPv4 or IPv6 address; a name is none. */
    static Optional<String> address(String text) {
        return Optional.of(text).filter(it -> ADDRESS.matcher(it).matches() && InetAddresses.isInetAddress(it));
    }

    private static Optional<Integer> within(String text, int largest) {
        return ConfigReader.wholeNumber(text).filter(it -> it >= 1 && it <= largest);
    }
}
