package com.owndom.hosting.settings;

import com.owndom.hosting.container.MemorySize;
import com.pulumi.Context;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Reads {@link EstateSettings} from the stack: the only reader of Pulumi's configuration. */
public final class StackSettings {

    private static final int SHORTEST_SECRET = 32;
    private static final String MASTER_SECRET = "masterSecret";
    private static final String PREVIOUS_MASTER_SECRET = "previousMasterSecret";

    private final ConfigReader reader;
    private final Context context;

    private StackSettings(Context context) {
        this.context = context;
        this.reader = new ConfigReader(context.config());
    }

    /** The stack's settings, with every wrong type, unknown key and missing value. */
    public static ReadSettings of(Context context) {
        var project = context.projectName();
        return of(context, ConfigKeys.given(project), ConfigKeys.encrypted(project));
    }

    static ReadSettings of(Context context, Set<String> given, Set<String> encrypted) {
        return new StackSettings(context).read(given, encrypted);
    }

    private ReadSettings read(Set<String> given, Set<String> encrypted) {
        var environment =
                reader.parsed("environment", Environment.PRODUCTION, "development or production", Environment::parse);
        var dns = new DnsReader(reader, context.config("cloudflare")).read();
        var settings = new EstateSettings(
                context.stackName(),
                environment,
                reader.parsed("domain", "owndom.com", "a domain name in lower case", SettingForms::domain),
                http(),
                reader.text("proxyImage", "nginx:1.30"),
                proxy(dns.isOn() && dns.proxied()),
                new Visitors(reader.secrets("visitors")),
                deploys(),
                postgres(),
                pooling(),
                network(),
                servers(),
                reader.parsed(
                        "dockerHost",
                        "unix:///var/run/docker.sock",
                        "unix:///path or ssh://user@host[:port]",
                        SettingForms::dockerHost),
                masterSecret(),
                previousMasterSecret(),
                new CertificateReader(reader).read(),
                dns,
                new SecretEnvironment(reader.secrets("secretEnvironment")),
                new BackupReader(reader).read(environment != Environment.DEVELOPMENT),
                Path.of("").toAbsolutePath());
        refuseRemoteDevelopment(settings);
        reader.refuseUnknown(given);
        if (!given.isEmpty()) {
            reader.refusePlain("certificateToken", encrypted);
            reader.refusePlain(PREVIOUS_MASTER_SECRET, encrypted);
            var file = StackFile.in(settings.root(), context.stackName());
            reader.refusePlainParts("secretEnvironment", encrypted, file);
            reader.refusePlainParts("visitors", encrypted, file);
            BackupReader.SECRETS.forEach(it -> reader.refusePlain(it, encrypted));
        }
        return new ReadSettings(settings, reader.problems());
    }

    private void refuseRemoteDevelopment(EstateSettings settings) {
        if (settings.isDevelopment() && settings.hasRemoteHost()) {
            reader.refuse(
                    "dockerHost",
                    '"' + settings.dockerHost() + '"',
                    "development mounts this machine's sources, which another host does not have",
                    "pulumi config rm dockerHost, or pulumi config set environment production");
        }
    }

    private EstateSettings.Http http() {
        return new EstateSettings.Http(
                reader.parsed("httpAddress", "127.0.0.1", "an IP address of the host", SettingForms::address),
                port("httpPort", 8080),
                port("httpsPort", 443),
                reader.flag("plainHttp"));
    }

    private DeploySettings deploys() {
        return new DeploySettings(
                seconds("healthSeconds", 60),
                seconds("drainSeconds", 30),
                reader.byClient(
                        "rollback",
                        "what ./hosting rollback wrote",
                        "remove it: pulumi config rm --path 'rollback.%s'",
                        Rollback::parse));
    }

    private int seconds(String key, int byDefault) {
        var form = "a number of seconds from 1 to " + SettingForms.LONGEST_SECONDS;
        return reader.parsed(key, byDefault, form, SettingForms::seconds);
    }

    private ProxySettings proxy(boolean proxied) {
        return new ProxySettings(
                reader.parsed("hsts", Hsts.HOST, "host, subdomains or preload", Hsts::parse),
                reader.flag("behindCloudflare", proxied),
                reader.flag("cloudflareOnly"),
                reader.texts("maintenance"));
    }

    private PostgresSettings postgres() {
        return new PostgresSettings(
                reader.text("postgresImage", "postgres:17"),
                port("postgresPort", 5432),
                reader.number("maxConnections", 200),
                reader.text("sharedBuffers", "256MB"),
                reader.text("workMem", "4MB"),
                reader.text("postgresMemory", "2g"));
    }

    private PoolingSettings pooling() {
        return new PoolingSettings(
                reader.text("pgbouncerImage", "edoburu/pgbouncer:v1.24.1-p1"),
                reader.byClient(
                        "pooling",
                        "transaction or session, and how many of the server's connections each client may hold",
                        "pulumi config set --path 'pooling.%s' transaction",
                        Pooling::parse));
    }

    private NetworkSettings network() {
        return new NetworkSettings(
                reader.parsed("subnetPool", "10.90.0.0/16", "a private /16 network", SettingForms::pool),
                reader.text("firewallImage", "docker:28-dind"));
    }

    private EstateSettings.ServerLimits servers() {
        return new EstateSettings.ServerLimits(
                reader.parsed("proxyMemory", new MemorySize(512), "an amount in m or g", MemorySize::parse),
                cores("proxyCpus"),
                cores("postgresCpus"));
    }

    private String cores(String key) {
        return reader.parsed(key, "1.0", "a number of cores", SettingForms::cores);
    }

    private int port(String key, int byDefault) {
        return reader.parsed(key, byDefault, "a port from 1 to " + SettingForms.LARGEST_PORT, SettingForms::port);
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

    private Optional<Output<String>> previousMasterSecret() {
        var previous = context.config().get(PREVIOUS_MASTER_SECRET).filter(it -> !it.isEmpty());
        reader.require(
                PREVIOUS_MASTER_SECRET,
                previous.filter(it -> it.length() < SHORTEST_SECRET).isEmpty(),
                "must have at least " + SHORTEST_SECRET + " characters",
                "set it to what masterSecret was, or pulumi config rm " + PREVIOUS_MASTER_SECRET);
        reader.require(
                PREVIOUS_MASTER_SECRET,
                previous.isEmpty() || !previous.equals(context.config().get(MASTER_SECRET)),
                "is masterSecret itself",
                "set masterSecret to a new one, or pulumi config rm " + PREVIOUS_MASTER_SECRET);
        return previous.map(Output::ofSecret);
    }
}
