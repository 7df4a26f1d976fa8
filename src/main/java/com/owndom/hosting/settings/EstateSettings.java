package com.owndom.hosting.settings;

import com.owndom.hosting.container.MemorySize;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a stack says about the estate, beside its clients. {@link StackSettings} reads it.
 *
 * @param stack the stack's name; it stands in names of containers, networks and volumes
 * @param environment {@code development} or {@code production}
 * @param domain the apex, {@code owndom.com} by default: {@code client-1} answers at {@code client-1.<domain>}
 * @param http where the proxy listens on the host
 * @param proxyImage nginx 1.27.4 or later with OpenSSL 3.3, which resolves upstreams by itself; {@code nginx:1.30} by default
 * @param proxy how the proxy treats visitors
 * @param visitors who may see the clients that ask for a password
 * @param deploys how new versions come
 * @param postgres the PostgreSQL server
 * @param pooling what stands in front of the database servers
 * @param network subnets and firewall
 * @param servers limits of the shared servers
 * @param dockerHost the Docker daemon, {@code unix:///path} or {@code ssh://user@host:port}, the latter not in
 *     development; {@code unix:///var/run/docker.sock} by default
 * @param masterSecret at least 32 characters, from which every password in PostgreSQL is derived
 * @param previousMasterSecret while it is changed, what it was before
 * @param certificates how they are obtained; only used with TLS
 * @param dns the records that the estate keeps
 * @param secretEnvironment secret variables by client; one that no app asks for is refused
 * @param backups how clients are backed up
 * @param root the project's directory
 */
public record EstateSettings(
        String stack,
        Environment environment,
        String domain,
        Http http,
        String proxyImage,
        ProxySettings proxy,
        Visitors visitors,
        DeploySettings deploys,
        PostgresSettings postgres,
        PoolingSettings pooling,
        NetworkSettings network,
        ServerLimits servers,
        String dockerHost,
        Output<String> masterSecret,
        Optional<Output<String>> previousMasterSecret,
        CertificateSettings certificates,
        DnsSettings dns,
        SecretEnvironment secretEnvironment,
        BackupSettings backups,
        Path root) {

    private static final int DEFAULT_HTTP_PORT = 80;
    private static final int DEFAULT_HTTPS_PORT = 443;

    /**
     * Where the proxy listens on the host.
     *
     * @param address an IP address of the host; {@code 127.0.0.1} by default
     * @param port 1 to 65535; 8080 by default
     * @param httpsPort 1 to 65535; 443 by default; only used with TLS
     * @param plain whether production serves HTTP alone; false by default
     */
    public record Http(String address, int port, int httpsPort, boolean plain) {}

    /**
     * Limits of the servers that the clients share, beside PostgreSQL's memory.
     *
     * @param proxyMemory of the proxy; 512m by default
     * @param proxyCpus cores of the proxy; 1.0 by default
     * @param postgresCpus cores of PostgreSQL; 1.0 by default
     */
    public record ServerLimits(MemorySize proxyMemory, String proxyCpus, String postgresCpus) {}

    /** Whether the Docker host is another machine. */
    public boolean hasRemoteHost() {
        return dockerHost.startsWith("ssh://");
    }

    /** Whether it is a person's own machine. */
    public boolean isDevelopment() {
        return environment == Environment.DEVELOPMENT;
    }

    /** Whether visitors are served over TLS: in production, unless it is told to serve HTTP alone. */
    public boolean hasTls() {
        return !isDevelopment() && !http.plain();
    }

    /**
     * Where the certificate of that name comes from, unless the stack says otherwise: proved by DNS for the domain and what
     * is in a zone of the estate, over HTTP for all else.
     */
    public CertificateSource certificateSource(String name) {
        var ours = name.equals(domain) || dns.zoneOf(name).isPresent();
        return certificates.sources().getOrDefault(name, ours ? CertificateSource.DNS : CertificateSource.HTTP);
    }

    /** Whether one certificate is for the domain and all that is one label below it; HTTP-01 gives none. */
    public boolean hasWildcard() {
        return certificateSource(domain) != CertificateSource.HTTP;
    }

    /** The address of a host as a browser takes it, without a slash at the end: https with TLS. */
    public String url(String host) {
        return hasTls()
                ? "https://" + host + (http.httpsPort() == DEFAULT_HTTPS_PORT ? "" : ":" + http.httpsPort())
                : "http://" + host + (http.port() == DEFAULT_HTTP_PORT ? "" : ":" + http.port());
    }
}
