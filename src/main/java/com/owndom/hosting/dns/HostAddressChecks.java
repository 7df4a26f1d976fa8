package com.owndom.hosting.dns;

import com.google.common.net.InetAddresses;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.settings.EstateSettings;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be wrong with the addresses that records lead to.
 *
 * @param settings the stack's
 * @param proxied whether Cloudflare has to reach them
 */
record HostAddressChecks(EstateSettings settings, boolean proxied) {

    /** Every address of the host, over both versions of IP. */
    private static final String ANY = "::";

    List<Problem> problems() {
        var dns = settings.dns();
        return Stream.of(
                        missing(),
                        dns.ipv4().flatMap(it -> silent("hostIpv4", it)),
                        dns.ipv6().flatMap(it -> silent("hostIpv6", it)),
                        dns.ipv4().flatMap(it -> unreachable("hostIpv4", it)),
                        dns.ipv6().flatMap(it -> unreachable("hostIpv6", it)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Problem> missing() {
        return settings.dns().ipv4().or(settings.dns()::ipv6).isPresent()
                ? Optional.empty()
                : Optional.of(new Problem(
                        "hostIpv4",
                        "not set",
                        "records lead to an address of the host",
                        "pulumi config set hostIpv4 203.0.113.5, or hostIpv6, or both"));
    }

    /** Docker listens on the one address, over its version of IP alone. */
    private Optional<Problem> silent(String setting, String address) {
        var listened = settings.http().address();
        return listened.equals(ANY) || isIpv6(address) == isIpv6(listened)
                ? Optional.empty()
                : Optional.of(new Problem(
                        setting,
                        address,
                        "nothing would answer there: the proxy listens on " + listened + ", the httpAddress",
                        "pulumi config rm " + setting + ", or set httpAddress to one of the same kind"));
    }

    private Optional<Problem> unreachable(String setting, String address) {
        return proxied && !isPublic(InetAddresses.forString(address))
                ? Optional.of(new Problem(
                        setting,
                        address,
                        "Cloudflare reaches public addresses alone",
                        "set the host's public one, or pulumi config set proxied false"))
                : Optional.empty();
    }

    private static boolean isIpv6(String address) {
        return InetAddresses.forString(address) instanceof Inet6Address;
    }

    private static boolean isPublic(InetAddress address) {
        return !(address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || isUniqueLocal(address));
    }

    /** fc00::/7. */
    private static boolean isUniqueLocal(InetAddress address) {
        return address.getAddress().length > 4 && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
