package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateSettingsTest {

    private final StackRun run = new StackRun().config("masterSecret", TestSettings.MASTER_SECRET);

    @Test
    void letsEncryptIsAskedAMonthBeforeTheEnd() {
        var certificates = read(run).settings().certificates();
        assertThat(certificates.server()).isEqualTo("https://acme-v02.api.letsencrypt.org/directory");
        assertThat(certificates.renewDays()).isEqualTo(30);
        assertThat(certificates.legoImage()).isEqualTo("goacme/lego:v4.35.2");
        assertThat(certificates.token()).isEmpty();
    }

    @Test
    void whatIsInAZoneOfTheEstateIsProvedByDnsAndAllElseOverHttp() {
        var settings = read(run.config("zones", "{\"bakery.example\": \"0123456789abcdef0123456789abcdef\"}"))
                .settings();
        assertThat(settings.certificateSource("owndom.com")).isEqualTo(CertificateSource.DNS);
        assertThat(settings.certificateSource("bakery.example")).isEqualTo(CertificateSource.DNS);
        assertThat(settings.certificateSource("shop.bakery.example")).isEqualTo(CertificateSource.DNS);
        assertThat(settings.certificateSource("florist.example")).isEqualTo(CertificateSource.HTTP);
        assertThat(settings.hasWildcard()).isTrue();
    }

    /** As the engine passes on the defaults in Pulumi.yaml. */
    @Test
    void anEmptyTextIsNone() {
        for (var key : new String[] {"acmeEmail", "acmeRoots", "acmeResolvers", "certificateToken"}) {
            run.config(key, "");
        }
        var read = read(run.config("certificates", "{}"));
        assertThat(read.problems()).isEmpty();
        assertThat(read.settings().certificates().roots()).isEmpty();
        assertThat(read.settings().certificates().token()).isEmpty();
    }

    @Test
    void eachCertificateHasItsSource() {
        var sources = "{\"owndom.com\": \"http\", \"shop.example\": \"origin\", \"bank.example\": \"files\"}";
        var settings = read(run.config("certificates", sources)).settings();
        assertThat(settings.certificates().sources())
                .isEqualTo(Map.of(
                        "owndom.com", CertificateSource.HTTP,
                        "shop.example", CertificateSource.ORIGIN,
                        "bank.example", CertificateSource.FILES));
        assertThat(settings.hasWildcard()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acmeEmail     | hostmaster               | an e-mail address",
                "acmeServer    | http://acme.example/dir  | an https:// address",
                "acmeResolvers | 9.9.9.9                  | host:port",
                "cloudflareUrl | https://a.example/       | without a slash at the end",
                "renewDays     | 90                       | from 1 to 89",
                "certificates  | {\"a.example\": \"dsn\"} | certificates.a.example: \"dsn\": must be dns, http, origin or files",
            })
    void anotherFormIsRefused(String key, String value, String rule) {
        assertThat(read(run.config(key, value)).problems())
                .singleElement()
                .asString()
                .contains(rule);
    }

    @Test
    void aTokenIsNeverShown() {
        assertThat(read(run.config("certificateToken", "two words")).problems())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).asString().doesNotContain("two words"));
    }

    private static ReadSettings read(StackRun run) {
        var read = new AtomicReference<ReadSettings>();
        run.of(context -> read.set(StackSettings.of(context)));
        return read.get();
    }
}
