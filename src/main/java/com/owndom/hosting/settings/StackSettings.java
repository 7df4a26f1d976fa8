package com.owndom.hosting.settings;

import com.owndom.hosting.container.MemorySize;
import com.pulumi.Context;
import java.nio.file.Path;
import java.util.Set;

/** Reads {@link EstateSettings} from the stack: the only reader of Pulumi's configuration. */
public final class StackSettings {

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
        var proxy = new ProxyReader(reader);
        var postgres = new PostgresReader(reader);
        var secrets = new SecretReader(reader);
        var settings = new EstateSettings(
                context.stackName(),
                environment,
                reader.parsed("domain", "owndom.com", "a domain name in lower case", SettingForms::domain),
                proxy.http(),
                reader.text("proxyImage", "nginx:1.30"),
                proxy.proxy(dns.isOn() && dns.proxied()),
                new Visitors(reader.secrets("visitors")),
                deploys(),
                postgres.server(),
                postgres.pooling(),
                network(),
                servers(),
                reader.parsed(
                        "dockerHost",
                        "unix:///var/run/docker.sock",
                        "unix:///path or ssh://user@host[:port]",
                        SettingForms::dockerHost),
                secrets.master(),
                secrets.previousMaster(),
                new CertificateReader(reader).read(),
                dns,
                new SecretEnvironment(reader.secrets("secretEnvironment")),
                new BackupReader(reader).read(environment != Environment.DEVELOPMENT),
                Path.of("").toAbsolutePath());
        refuseRemoteDevelopment(settings);
        reader.refuseUnknown(given);
        if (!given.isEmpty()) {
            secrets.refusePlain(encrypted, StackFile.in(settings.root(), context.stackName()));
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
}
