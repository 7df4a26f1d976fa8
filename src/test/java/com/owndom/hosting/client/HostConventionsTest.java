package com.owndom.hosting.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.proxy.Redirect;
import com.owndom.hosting.proxy.SiteHosts;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.tls.CertificatePlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostConventionsTest {

    private static final UnaryOperator<ClientBuilder> EVERYTHING = client -> client.domain("bakery.example")
            .alias("baker.example", "cakes.example")
            .www()
            .redirectFrom("old.example")
            .redirect("shop.example", "https://market.example/bakery");

    @TempDir
    private Path root;

    @Test
    void aNameAloneIsOneHost() {
        assertThat(hosts(production(), UnaryOperator.identity()))
                .isEqualTo(SiteHosts.of("client-1.owndom.com").withTls("owndom.com"));
    }

    @Test
    void inProductionAllAreThereTheMainOneFirst() {
        var hosts = hosts(production(), EVERYTHING);
        assertThat(hosts.all())
                .containsExactly(
                        "bakery.example",
                        "baker.example",
                        "cakes.example",
                        "www.bakery.example",
                        "old.example",
                        "shop.example");
        assertThat(hosts.redirects())
                .containsExactly(
                        new Redirect("www.bakery.example", "https://bakery.example", true),
                        new Redirect("old.example", "https://bakery.example", true),
                        new Redirect("shop.example", "https://market.example/bakery", false));
        assertThat(hosts.certificates())
                .containsExactly(
                        new CertificatePlan("bakery.example", List.of("bakery.example", "www.bakery.example")),
                        new CertificatePlan("baker.example", List.of("baker.example")),
                        new CertificatePlan("cakes.example", List.of("cakes.example")),
                        new CertificatePlan("old.example", List.of("old.example")),
                        new CertificatePlan("shop.example", List.of("shop.example")));
    }

    @Test
    void inDevelopmentOnlyWhatIsBelowTheDomainIs() {
        var hosts = hosts(new Project(root).development().build(), EVERYTHING);
        assertThat(hosts.all()).containsExactly("client-1.owndom.localhost", "www.client-1.owndom.localhost");
        assertThat(hosts.redirects())
                .containsExactly(
                        new Redirect("www.client-1.owndom.localhost", "http://client-1.owndom.localhost:8080", true));
        assertThat(hosts.certificates()).isEmpty();
    }

    @Test
    void withoutAWildcardEachClientHasItsOwnCertificate() {
        var settings = new Project(root)
                .production()
                .certificates("", Map.of("owndom.com", CertificateSource.HTTP))
                .build();
        var hosts = hosts(settings, ClientBuilder::www);
        assertThat(hosts.certificates())
                .containsExactly(new CertificatePlan(
                        "client-1.owndom.com", List.of("client-1.owndom.com", "www.client-1.owndom.com")));
    }

    @Test
    void withoutTlsThereIsNoCertificate() {
        var plain = new Project(root).production().plainHttp().build();
        assertThat(hosts(plain, EVERYTHING).certificates()).isEmpty();
        assertThat(hosts(plain, ClientBuilder::apex).main()).isEqualTo("owndom.com");
    }

    private EstateSettings production() {
        return new Project(root).production().build();
    }

    private static SiteHosts hosts(EstateSettings settings, UnaryOperator<ClientBuilder> options) {
        return new HostConventions(settings, new Client("client-1", options)).hosts();
    }
}
