package com.owndom.hosting.tls;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.container.ImageReference;
import com.owndom.hosting.settings.CertificateSettings;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.EstateSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with the certificates that an estate needs and with where they are to come from. */
public final class CertificateChecks {

    private static final String KEY = "certificates.";

    private final EstateSettings settings;
    private final List<CertificatePlan> plans;
    private final List<Problem> problems = new ArrayList<>();

    /** Of these certificates; without TLS there are none, and nothing is checked. */
    public CertificateChecks(EstateSettings settings, List<CertificatePlan> plans) {
        this.settings = settings;
        this.plans = List.copyOf(plans);
    }

    /** All of them. */
    public List<Problem> problems() {
        if (!settings.hasTls()) {
            return List.of();
        }
        unused();
        plans.forEach(this::source);
        image();
        roots();
        return List.copyOf(problems);
    }

    private CertificateSettings certificates() {
        return settings.certificates();
    }

    private void unused() {
        var names = plans.stream().map(CertificatePlan::name).toList();
        certificates().sources().forEach((name, source) -> {
            if (!names.contains(name) && !name.equals(settings.domain())) {
                refuse(KEY + name, source.label(), "no client needs a certificate of that name", "use one of " + names);
            }
        });
    }

    private void source(CertificatePlan plan) {
        var source = settings.certificateSource(plan.name());
        var key = KEY + plan.name();
        if (source == CertificateSource.HTTP && plan.hasWildcard()) {
            refuse(key, "http", "HTTP-01 gives no wildcard", "use dns, origin or files");
        }
        var isAsked = !source.isAcme() || !certificates().email().isEmpty();
        if (source.needsToken() && isAsked && certificates().token().isEmpty()) {
            refuse(
                    key,
                    source.label(),
                    "needs a token of Cloudflare's API",
                    "pulumi config set --secret certificateToken, or set " + key + " to another source");
        }
        if (source == CertificateSource.FILES) {
            files(plan, new OwnFiles(settings.root(), plan.name()));
        }
    }

    private void files(CertificatePlan plan, OwnFiles files) {
        try {
            new OwnCertificate(files.chain(), files.key())
                    .refusals(plan, Instant.now())
                    .forEach(it -> refuse(KEY + plan.name(), files.chainPath(), it, "put a certificate there that is"));
        } catch (IOException unreadable) {
            refuse(
                    KEY + plan.name(),
                    "files",
                    "%s and %s must be readable".formatted(files.chainPath(), files.keyPath()),
                    "put the certificate and its key there, or choose another source");
        }
    }

    private void image() {
        var image = new ImageReference(certificates().legoImage());
        if (!image.isWellFormed() || !image.isPinned()) {
            refuse(
                    "legoImage",
                    '"' + image.value() + '"',
                    "an image names a tag or digest",
                    "pulumi config set legoImage goacme/lego:v4.35.2");
        }
    }

    private void roots() {
        certificates()
                .roots()
                .filter(it -> !Files.isReadable(settings.root().resolve(it)))
                .ifPresent(it -> refuse(
                        "acmeRoots",
                        '"' + it + '"',
                        "is no file below the project",
                        "put it there, or remove acmeRoots"));
    }

    private void refuse(String key, String value, String rule, String fix) {
        problems.add(new Problem(key, value, rule, fix));
    }
}
