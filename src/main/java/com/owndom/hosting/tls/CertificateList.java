package com.owndom.hosting.tls;

import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.EstateSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the container that gets certificates is told, but the token: files by their path below its settings.
 *
 * @param settings the stack's
 * @param plans the certificates
 */
record CertificateList(EstateSettings settings, List<CertificatePlan> plans) {

    private static final String NOBODY = "none";

    CertificateList {
        plans = List.copyOf(plans);
    }

    Map<String, String> files() {
        var certificates = settings.certificates();
        var files = new TreeMap<String, String>();
        if (!plans.isEmpty()) { // the provider refuses empty files
            files.put("list", plans.stream().map(this::line).collect(Collectors.joining()));
        }
        files.put("email", certificates.email() + "\n");
        files.put("server", certificates.server() + "\n");
        files.put("resolvers", certificates.resolvers() + "\n");
        files.put("cloudflare", certificates.cloudflare() + "\n");
        files.put("renew-days", certificates.renewDays() + "\n");
        return files;
    }

    /** Those whose files are the person's own. */
    List<CertificatePlan> own() {
        return plans.stream()
                .filter(it -> source(it) == CertificateSource.FILES)
                .toList();
    }

    private String line(CertificatePlan plan) {
        return "%s %s %s\n".formatted(plan.name(), asked(plan), String.join(" ", plan.hosts()));
    }

    /** Without an account no authority is asked. */
    private String asked(CertificatePlan plan) {
        var source = source(plan);
        return source.isAcme() && settings.certificates().email().isEmpty() ? NOBODY : source.label();
    }

    private CertificateSource source(CertificatePlan plan) {
        return settings.certificateSource(plan.name());
    }
}
