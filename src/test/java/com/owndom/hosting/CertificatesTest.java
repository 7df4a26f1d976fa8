package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.settings.CertificateSource;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gets the certificates of an estate. */
class CertificatesTest {

    private static final String TOKEN = "a-token-of-cloudflares-api";
    private static final Client BAKERY = new Client("bakery", client -> client.noDatabase()
            .noBackend()
            .frontend(app -> app.image("web:1"))
            .domain("bakery.example")
            .redirectFrom("www.bakery.example"));

    @TempDir
    private Path root;

    @Test
    void itIsToldWhatToGetAndFromWhere() {
        var job = declared(Map.of()).only("docker:Container", "certificate-settings");
        assertThat(job.upload("/install/settings/list"))
                .isEqualTo("bakery.example http bakery.example www.bakery.example\n");
        assertThat(job.upload("/install/settings/email")).isEqualTo("hostmaster@owndom.com\n");
        assertThat(job.inputs()).containsEntry("networkMode", "none").containsEntry("command", List.of("install"));
    }

    @Test
    void theTokenIsAFileOfTheJobAndASecret() {
        var stack = declared(Map.of("bakery.example", CertificateSource.DNS));
        var job = stack.only("docker:Container", "certificate-settings");
        assertThat(job.upload("/install/settings/token")).isEqualTo(TOKEN + "\n");
        assertThat(job.isSecret("uploads")).isTrue();
        assertThat(stack.only("docker:Container", "certificates").inputs().toString())
                .doesNotContain(TOKEN);
    }

    @Test
    void theContainerMayDoNothingButWriteItsVolumes() {
        var keeper = declared(Map.of()).only("docker:Container", "certificates");
        assertThat(keeper.inputs())
                .containsEntry("name", "owndom_certificates_prod")
                .containsEntry("readOnly", true)
                .containsEntry("stopSignal", "SIGTERM")
                .containsEntry("networksAdvanced", List.of(Map.of("name", "owndom_certificates_prod")));
        assertThat(keeper.inputs().get("capabilities")).asString().contains("drops=[ALL]");
        assertThat(keeper.inputs().get("volumes")).asInstanceOf(LIST).hasSize(2);
        assertThat(keeper.inputs()).doesNotContainKeys("uploads", "ports");
    }

    @Test
    void itStartsAfterThePublicationAndThatAfterTheFiles() {
        var stack = declared(Map.of());
        assertThat(stack.only("docker:Container", "publish").waitsFor()).contains("certificate-settings");
        assertThat(stack.only("docker:Container", "certificates").waitsFor()).contains("publish");
    }

    @Test
    void itIsReplacedWithItsSettings() {
        assertThat(declared(Map.of()).only("docker:Container", "certificates").variable("INSTALLED_BY"))
                .isEqualTo("id-of-certificate-settings");
    }

    @Test
    void aRefusedFileFailsTheUpdate() {
        var run = new StackRun().job("certificate-settings", 1, "REFUSED bakery.example it has expired\n");
        var settings =
                new Project(root).production().certificates(TOKEN, Map.of()).build();
        assertThat(declare(run, settings, BAKERY).result().errors())
                .containsExactly(
                        "the certificates' settings could not be installed (exit code 1); those in use stay.\nREFUSED bakery.example it has expired");
    }

    private DeclaredStack declared(Map<String, CertificateSource> sources) {
        return declare(
                new Project(root).production().certificates(TOKEN, sources).build(), BAKERY);
    }
}
