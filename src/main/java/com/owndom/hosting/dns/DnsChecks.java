package com.owndom.hosting.dns;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.DnsSettings;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.tls.CertificatePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What can be wrong with the records of an estate, as far as Cloudflare need not be asked. */
public final class DnsChecks {

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
            var proxied = clients.stream().anyMatch(ClientDns::isProxied);
            problems.addAll(new HostAddressChecks(settings, proxied).problems());
            if (proxied) {
                behindCloudflare();
            }
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

    private void behindCloudflare() {
        if (!settings.proxy().behindCloudflare()) {
            refuse(
                    "behindCloudflare",
                    "false",
                    "records are proxied: all visitors would share Cloudflare's addresses, in rates, logs and apps",
                    "pulumi config set behindCloudflare true, or pulumi config set proxied false");
        }
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
