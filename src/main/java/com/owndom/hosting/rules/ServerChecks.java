package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.PostgresSettings;
import com.owndom.hosting.settings.ProxySettings;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with the servers that the clients share, each under the key of its setting. */
final class ServerChecks {

    private final EstatePlan plan;
    private final List<Problem> problems = new ArrayList<>();

    ServerChecks(EstatePlan plan) {
        this.plan = plan;
    }

    List<Problem> problems() {
        var settings = plan.settings();
        var postgres = settings.postgres();
        ports(settings.http().port(), postgres.port());
        if (settings.hasTls()) {
            httpsPort(settings.http(), postgres.port());
        }
        cloudflare(settings.proxy());
        image("proxyImage", settings.proxyImage());
        image("postgresImage", postgres.image());
        image("firewallImage", settings.network().firewallImage());
        memory(postgres.memory());
        amount("sharedBuffers", postgres.sharedBuffers(), "256MB");
        amount("workMem", postgres.workMem(), "4MB");
        return List.copyOf(problems);
    }

    private void ports(int http, int postgres) {
        if (http == postgres) {
            refuse(
                    "httpPort",
                    String.valueOf(http),
                    "is postgresPort too",
                    "pulumi config set postgresPort " + (http == 5433 ? 5432 : 5433));
        }
    }

    private void httpsPort(EstateSettings.Http http, int postgres) {
        if (http.httpsPort() == http.port() || http.httpsPort() == postgres) {
            var other = http.httpsPort() == postgres ? "postgresPort" : "httpPort";
            refuse("httpsPort", String.valueOf(http.httpsPort()), "is " + other + " too", "set one of them to another");
        }
    }

    private void cloudflare(ProxySettings proxy) {
        if (proxy.cloudflareOnly() && !proxy.behindCloudflare()) {
            refuse(
                    "cloudflareOnly",
                    "true",
                    "is for an estate behind Cloudflare",
                    "pulumi config set behindCloudflare true, or cloudflareOnly false");
        }
    }

    private void image(String setting, String image) {
        var reference = new ImageReference(image);
        if (!reference.isWellFormed() || !reference.isPinned()) {
            refuse(
                    setting,
                    "\"" + image + "\"",
                    "an image names a tag or digest",
                    "pulumi config set " + setting + " …");
        }
    }

    private void memory(String size) {
        if (MemorySize.parse(size).isEmpty()) {
            refuse(
                    "postgresMemory",
                    "\"" + size + "\"",
                    "is an amount in m or g",
                    "pulumi config set postgresMemory 2g");
        }
    }

    /** PostgreSQL reads its own units alone, and would not start with Docker's. */
    private void amount(String setting, String size, String usual) {
        if (!PostgresSettings.isAmount(size)) {
            refuse(
                    setting,
                    "\"" + size + "\"",
                    "is an amount in kB, MB or GB",
                    "pulumi config set " + setting + " " + usual);
        }
    }

    private void refuse(String setting, String value, String rule, String fix) {
        problems.add(new Problem(setting, value, rule, fix));
    }
}
