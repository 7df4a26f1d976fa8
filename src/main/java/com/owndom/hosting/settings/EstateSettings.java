package com.owndom.hosting.settings;

import com.pulumi.core.Output;
import java.nio.file.Path;

/**
 * What a stack says about the estate, beside its clients. {@link StackSettings} reads it.
 *
 * @param stack the stack's name; it stands in names of containers, networks and volumes
 * @param environment {@code development} or {@code production}
 * @param domain the apex: {@code client-1} answers at {@code client-1.<domain>}
 * @param http where the proxy listens
 * @param proxyImage nginx 1.27.3 or later
 * @param healthSeconds how long a new version may take to answer before the update gives up; 60 by default
 * @param postgres the PostgreSQL server
 * @param subnetPool the /16 of every network of the estate
 * @param dockerHost the Docker daemon
 * @param masterSecret every client's database password is derived from it
 * @param secretEnvironment secret variables by client
 * @param root the project's directory
 */
public record EstateSettings(
        String stack,
        Environment environment,
        String domain,
        Http http,
        String proxyImage,
        int healthSeconds,
        PostgresSettings postgres,
        String subnetPool,
        String dockerHost,
        Output<String> masterSecret,
        SecretEnvironment secretEnvironment,
        Path root) {

    private static final int DEFAULT_HTTP_PORT = 80;

    /**
     * Where the proxy listens on the host.
     *
     * @param address {@code 127.0.0.1} by default
     * @param port 8080 by default
     */
    public record Http(String address, int port) {}

    /** Whether it is a person's own machine. */
    public boolean isDevelopment() {
        return environment == Environment.DEVELOPMENT;
    }

    /** The address of a host as a browser takes it, without a slash at the end. */
    public String url(String host) {
        return "http://" + host + (http.port() == DEFAULT_HTTP_PORT ? "" : ":" + http.port());
    }
}
