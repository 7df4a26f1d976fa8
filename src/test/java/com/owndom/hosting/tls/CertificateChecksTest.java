package com.owndom.hosting.tls;

import static com.owndom.hosting.settings.CertificateSource.DNS;
import static com.owndom.hosting.settings.CertificateSource.FILES;
import static com.owndom.hosting.settings.CertificateSource.HTTP;
import static com.owndom.hosting.settings.CertificateSource.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateChecksTest {

    private static final CertificatePlan WILDCARD = CertificatePlan.wildcard("owndom.com");
    private static final CertificatePlan BAKERY =
            new CertificatePlan("bakery.example", List.of("bakery.example", "www.bakery.example"));

    @TempDir
    private Path root;

    @Test
    void withoutAnAccountNothingIsNeeded() {
        assertThat(problems(new Project(root).production().build())).isEmpty();
    }

    @Test
    void withoutTlsNothingIsChecked() {
        var settings = new Project(root).production().plainHttp().certificates("", Map.of("nobody.example", FILES));
        assertThat(problems(settings.build())).isEmpty();
    }

    @Test
    void aWildcardNeedsAToken() {
        var settings = new Project(root).production();
        assertThat(problems(settings.certificates("", Map.of()).build()))
                .containsExactly(
                        "certificates.owndom.com: dns: needs a token of Cloudflare's API; pulumi config set --secret certificateToken, or set certificates.owndom.com to another source");
        assertThat(problems(settings.certificates("token", Map.of()).build())).isEmpty();
        assertThat(problems(
                        settings.certificates("", Map.of("owndom.com", ORIGIN)).build()))
                .hasSize(1);
        assertThat(problems(settings.certificates("token", Map.of("bakery.example", DNS))
                        .build()))
                .isEmpty();
    }

    @Test
    void aNameThatNobodyNeedsIsRefused() {
        var settings = new Project(root).production().certificates("token", Map.of("bakrey.example", HTTP));
        assertThat(problems(settings.build()))
                .containsExactly(
                        "certificates.bakrey.example: http: no client needs a certificate of that name; use one of [owndom.com, bakery.example]");
    }

    @Test
    void filesMustBeThere() {
        var settings = new Project(root).production().certificates("token", Map.of("bakery.example", FILES));
        assertThat(problems(settings.build()))
                .containsExactly(
                        "certificates.bakery.example: files: certificates/bakery.example/fullchain.pem and certificates/bakery.example/key.pem must be readable; put the certificate and its key there, or choose another source");
    }

    @Test
    void everythingThatIsWrongWithFilesIsTold() {
        var own = SelfSigned.of(root, "EC", "-9d", 2, "bakery.example");
        var project = new Project(root)
                .file("certificates/bakery.example/fullchain.pem", own.chain())
                .file("certificates/bakery.example/key.pem", "none");
        assertThat(problems(project.production()
                        .certificates("token", Map.of("bakery.example", FILES))
                        .build()))
                .hasSize(3)
                .allMatch(it ->
                        it.startsWith("certificates.bakery.example: certificates/bakery.example/fullchain.pem: "));
    }

    private static List<String> problems(EstateSettings settings) {
        return new CertificateChecks(settings, List.of(WILDCARD, BAKERY))
                .problems().stream().map(Problem::toString).toList();
    }
}
