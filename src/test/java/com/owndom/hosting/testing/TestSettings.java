package com.owndom.hosting.testing;

import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.settings.BackupSettings;
import com.owndom.hosting.settings.CertificateSettings;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.DeploySettings;
import com.owndom.hosting.settings.DnsSettings;
import com.owndom.hosting.settings.Environment;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.NetworkSettings;
import com.owndom.hosting.settings.Pooling;
import com.owndom.hosting.settings.PoolingSettings;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.settings.ProxySettings;
import com.owndom.hosting.settings.Rollback;
import com.owndom.hosting.settings.SecretEnvironment;
import com.owndom.hosting.settings.Visitors;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings that tests start from: the defaults of a stack, with another domain. */
public final class TestSettings {

    /** What passwords are derived from. */
    public static final String MASTER_SECRET = "0123456789abcdef0123456789abcdef";

    private final Path root;
    private final Map<String, Map<String, String>> secrets = new TreeMap<>();
    private final Map<String, Rollback> rollbacks = new TreeMap<>();
    private String stack = "dev";
    private Environment environment = Environment.DEVELOPMENT;
    private String domain = "owndom.localhost";
    private String httpAddress = "127.0.0.1";
    private int httpPort = 8080;
    private boolean plainHttp;
    private ProxySettings proxy = ProxySettings.defaults();
    private final Map<String, Map<String, String>> visitors = new TreeMap<>();
    private Optional<String> previousMasterSecret = Optional.empty();
    private String proxyImage = "nginx:1.30";
    private CertificateSettings certificates = new CertificateSettings(
            "",
            "https://acme.example/directory",
            Optional.empty(),
            "",
            Optional.empty(),
            "https://cloudflare.example",
            30,
            "goacme/lego:v4.35.2",
            Map.of());
    private BackupSettings backups = BackupSettings.defaults(false);
    private DnsSettings dns = DnsSettings.none();
    private PostgresSettings postgres = new PostgresSettings("postgres:17", 5432, 200, "256MB", "4MB", "2g");

    private PoolingSettings pooling = new PoolingSettings("edoburu/pgbouncer:v1.24.1-p1", Map.of());

    TestSettings(Path root) {
        this.root = root;
    }

    TestSettings production() {
        stack = "prod";
        environment = Environment.PRODUCTION;
        domain = "owndom.com";
        return httpPort(80);
    }

    /** With the proxy on that address of the host. */
    public TestSettings httpAddress(String address) {
        httpAddress = address;
        return this;
    }

    /** With the proxy on that port of the host. */
    public TestSettings httpPort(int port) {
        httpPort = port;
        return this;
    }

    /** Without TLS. */
    public TestSettings plainHttp() {
        plainHttp = true;
        return this;
    }

    /** While the master secret is changed from that one. */
    public TestSettings previousMasterSecret(String secret) {
        previousMasterSecret = Optional.of(secret);
        return this;
    }

    /** With that proxy. */
    public TestSettings proxyImage(String image) {
        proxyImage = image;
        return this;
    }

    /** With those settings of the proxy. */
    public TestSettings proxy(ProxySettings settings) {
        proxy = settings;
        return this;
    }

    /** With a visitor of a client, and the hash of the password. */
    public TestSettings visitor(String client, String name, String hash) {
        visitors.computeIfAbsent(client, any -> new TreeMap<>()).put(name, hash);
        return this;
    }

    /** With that PostgreSQL server. */
    public TestSettings postgres(PostgresSettings server) {
        postgres = server;
        return this;
    }

    /** With PgBouncer in front of that server. */
    public TestSettings pooling(String server, String text) {
        pooling = new PoolingSettings(
                pooling.image(), Map.of(server, Pooling.parse(text).orElseThrow()));
        return this;
    }

    /** With certificates from an ACME authority and these sources by name, and that token of Cloudflare's, if any. */
    public TestSettings certificates(String token, Map<String, CertificateSource> sources) {
        certificates = new CertificateSettings(
                "hostmaster@owndom.com",
                "https://acme.example/directory",
                Optional.empty(),
                "",
                Optional.of(token).filter(it -> !it.isEmpty()).map(Output::ofSecret),
                "https://cloudflare.example",
                30,
                "goacme/lego:v4.35.2",
                sources);
        return this;
    }

    /** With these records in DNS; behind Cloudflare where they are proxied, as by default. */
    public TestSettings dns(DnsSettings settings) {
        dns = settings;
        proxy = new ProxySettings(
                proxy.hsts(), settings.isOn() && settings.proxied(), proxy.cloudflareOnly(), proxy.maintenance());
        return this;
    }

    /** With those backups; without any by default. */
    public TestSettings backups(BackupSettings settings) {
        backups = settings;
        return this;
    }

    /** With a secret variable of a client. */
    public TestSettings secret(String client, String name, String value) {
        secrets.computeIfAbsent(client, any -> new TreeMap<>()).put(name, value);
        return this;
    }

    /** With a client taken back to a version. */
    public TestSettings rollback(String client, String rollback) {
        rollbacks.put(client, Rollback.parse(rollback).orElseThrow());
        return this;
    }

    /** The settings. */
    public EstateSettings build() {
        return new EstateSettings(
                stack,
                environment,
                domain,
                new EstateSettings.Http(httpAddress, httpPort, 443, plainHttp),
                proxyImage,
                proxy,
                new Visitors(visitors),
                new DeploySettings(60, 30, rollbacks),
                postgres,
                pooling,
                new NetworkSettings("10.90.0.0/16", "docker:28-dind"),
                new EstateSettings.ServerLimits(new MemorySize(512), "1.0", "1.0"),
                "unix:///var/run/docker.sock",
                Output.ofSecret(MASTER_SECRET),
                previousMasterSecret.map(Output::ofSecret),
                certificates,
                dns,
                new SecretEnvironment(secrets),
                backups,
                root);
    }
}
