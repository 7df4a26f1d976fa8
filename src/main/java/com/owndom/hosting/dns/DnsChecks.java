package com.owndom.hosting.dns;

import com.google.common.net.InetAddresses;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.DnsSettings;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.tls.CertificatePlan;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What can be wrong with the records of an estate, as far as Cloudflare need not be asked. */
public final class DnsChecks {

    /** Every address of the host, over both versions of IP. */
    private static final String ANY = "::";

    private final EstateSettings settings;
    private final DnsSettings dns;
    private final List<ClientDns> clients;
    private final List<Problem> problems = new ArrayList<>();

    /** Of the clients of a stack with these settings. */
    public DnsChecks(EstateSettings settings, List<ClientDns> clients) {
        this.settings = settings;
        this.dns = settings.dns();
        this.clients = List.copyOf(clients);
    }

    /** The settings' problems, then each client's. */
    public List<Problem> problems() {
        if (dns.isOn()) {
            environment();
            token();
            addresses();
            proxied();
            zones();
        }
        clients.forEach(this::client);
        return List.copyOf(problems);
    }

    private void environment() {
        if (settings.isDevelopment()) {
            refuse(
                    "zones",
                    "set",
                    "records of a stack for development would lead visitors to a person's machine",
                    "remove it");
        }
    }

    private void token() {
        if (!dns.hasToken()) {
            refuse(
                    "cloudflare:apiToken",
                    "not set",
                    "records in zones need a token with the permission Zone / DNS: Edit",
                    "pulumi config set --secret cloudflare:apiToken");
        }
    }

    private void addresses() {
        if (dns.ipv4().isEmpty() && dns.ipv6().isEmpty()) {
            refuse(
                    "hostIpv4",
                    "not set",
                    "records lead to an address of the host",
                    "pulumi config set hostIpv4 203.0.113.5, or hostIpv6, or both");
        }
        listening("hostIpv4", dns.ipv4());
        listening("hostIpv6", dns.ipv6());
    }

    /** Docker listens on the one address, over its version of IP alone. */
    private void listening(String setting, Optional<String> address) {
        var listened = settings.http().address();
        address.filter(it -> !listened.equals(ANY))
                .filter(it -> isIpv6(it) != isIpv6(listened))
                .ifPresent(it -> refuse(
                        setting,
                        it,
                        "nothing would answer there: the proxy listens on " + listened + ", the httpAddress",
                        "pulumi config rm " + setting + ", or set httpAddress to one of the same kind"));
    }

    private static boolean isIpv6(String address) {
        return InetAddresses.forString(address) instanceof Inet6Address;
    }

    private void proxied() {
        if (clients.stream().noneMatch(ClientDns::isProxied)) {
            return;
        }
        dns.ipv4().filter(it -> !isPublic(it)).ifPresent(it -> notPublic("hostIpv4", it));
        dns.ipv6().filter(it -> !isPublic(it)).ifPresent(it -> notPublic("hostIpv6", it));
        if (!settings.proxy().behindCloudflare()) {
            refuse(
                    "behindCloudflare",
                    "false",
                    "records are proxied: all visitors would share Cloudflare's addresses, in rates, logs and apps",
                    "pulumi config set behindCloudflare true, or pulumi config set proxied false");
        }
    }

    private void notPublic(String setting, String address) {
        refuse(
                setting,
                address,
                "Cloudflare reaches public addresses alone",
                "set the host's public one, or pulumi config set proxied false");
    }

    private static boolean isPublic(String text) {
        var address = InetAddresses.forString(text);
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

    private void zones() {
        if (new HashSet<>(dns.zones().values()).size() < dns.zones().size()) {
            refuse(
                    "zones",
                    dns.zones().toString(),
                    "each zone has an id of its own",
                    "copy each from Cloudflare's overview");
        }
        if (dns.strict() && !settings.hasTls()) {
            refuse(
                    "strictZones",
                    "true",
                    "Cloudflare would ask the proxy over TLS, which it does not have",
                    "pulumi config set plainHttp false");
        }
    }

    private void client(ClientDns client) {
        var about = new Problems(client.client().name().value());
        var hosts = client.client().hosts();
        client.client().description().hostsElsewhere().stream()
                .filter(it -> !hosts.contains(it))
                .forEach(it -> about.refuse(
                        "dnsElsewhere(\"" + it + "\")", "is no host of the client", "name one of " + hosts));
        if (dns.isOn()) {
            hosts.stream()
                    .filter(it -> !client.isElsewhere(it) && dns.zoneOf(it).isEmpty())
                    .forEach(it -> about.refuse(
                            "host " + it,
                            "is in none of the zones " + dns.zones().keySet(),
                            "write dnsElsewhere(\"" + it
                                    + "\"), or pulumi config set --path 'zones[\"<its domain>\"]' <zone id>"));
        }
        problems.addAll(about.found());
        if (dns.strict() && client.isProxied()) {
            client.client().siteHosts().certificates().forEach(it -> provable(client, it));
        }
    }

    /** Cloudflare leads an authority's question on to https, and in a strict zone asks with a certificate alone. */
    private void provable(ClientDns client, CertificatePlan certificate) {
        var source = settings.certificateSource(certificate.name());
        var kept = certificate.hosts().stream()
                .filter(it -> !client.isElsewhere(it) && dns.zoneOf(it).isPresent())
                .findFirst();
        if (source == CertificateSource.HTTP && kept.isPresent()) {
            refuse(
                    "certificates." + certificate.name(),
                    source.label(),
                    "%s is proxied in a strict zone, where no authority's question over HTTP arrives"
                            .formatted(kept.get()),
                    "pulumi config set --path 'certificates[\"%s\"]' dns, or origin".formatted(certificate.name()));
        }
    }

    private void refuse(String setting, String value, String rule, String fix) {
        problems.add(new Problem(setting, value, rule, fix));
    }
}
