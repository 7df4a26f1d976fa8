package com.owndom.hosting.settings;

import com.owndom.hosting.check.EstateProblems;
import com.pulumi.Context;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads {@link EstateSettings} from the stack: the only reader of Pulumi's configuration. */
public final class StackSettings {

    private static final int SHORTEST_SECRET = 32;
    private static final String MASTER_SECRET = "masterSecret";

    private final ConfigReader reader;
    private final Context context;

    private StackSettings(Context context) {
        this.context = context;
        this.reader = new ConfigReader(context.config());
    }

    /** The stack's settings; every wrong type, unknown key and missing value is reported in one message. */
    public static EstateSettings of(Context context) {
        return new StackSettings(context).read(ConfigKeys.given(context.projectName()));
    }

    private EstateSettings read(Set<String> given) {
        var settings = new EstateSettings(
                context.stackName(),
                reader.parsed("environment", Environment.PRODUCTION, "development or production", Environment::parse),
                reader.parsed("domain", "owndom.com", "a domain name in lower case", StackSettings::domain),
                http(),
                reader.text("proxyImage", "nginx:1.30"),
                reader.number("healthSeconds", 60),
                postgres(),
                reader.parsed("subnetPool", "10.90.0.0/16", "a private /16 network", StackSettings::pool),
                reader.text("dockerHost", "unix:///var/run/docker.sock"),
                masterSecret(),
                new SecretEnvironment(reader.secrets("secretEnvironment")),
                Path.of("").toAbsolutePath());
        requireTlsOrConsent(settings.environment());
        reader.refuseUnknown(given);
        EstateProblems.refuse(reader.problems());
        return settings;
    }

    private EstateSettings.Http http() {
        return new EstateSettings.Http(reader.text("httpAddress", "127.0.0.1"), reader.number("httpPort", 8080));
    }

    private PostgresSettings postgres() {
        return new PostgresSettings(
                reader.text("postgresImage", "postgres:17"),
                reader.number("postgresPort", 5432),
                reader.number("maxConnections", 200),
                reader.text("sharedBuffers", "256MB"),
                reader.text("postgresMemory", "2g"));
    }

    private Output<String> masterSecret() {
        var secret = context.config().get(MASTER_SECRET).orElse("");
        reader.require(
                MASTER_SECRET,
                secret.length() >= SHORTEST_SECRET,
                "must have at least " + SHORTEST_SECRET + " characters",
                "openssl rand -hex 32 | pulumi config set --secret " + MASTER_SECRET);
        return Output.ofSecret(secret);
    }

    private void requireTlsOrConsent(Environment environment) {
        var plainHttp = reader.flag("plainHttp");
        if (environment == Environment.PRODUCTION && !plainHttp) {
            reader.refuse(
                    "plainHttp",
                    "false",
                    "production serves plain HTTP only when told to",
                    ConfigReader.set("plainHttp", "true"));
        }
    }

    private static Optional<String> domain(String text) {
        var label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
        return Optional.of(text).filter(it -> it.matches(label + "(\\." + label + ")+") && it.length() <= 253);
    }

    private static Optional<String> pool(String text) {
        return Optional.of(text)
                .filter(it -> it.matches("(10\\.\\d{1,3}|172\\.(1[6-9]|2\\d|3[01])|192\\.168)\\.0\\.0/16"));
    }
}
