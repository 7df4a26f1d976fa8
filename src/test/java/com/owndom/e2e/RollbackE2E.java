package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A client closed for a while, and a version that is bad although it answers, with {@code ./hosting} as a person does it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackE2E {

    private static final String HOST = "shop.e2e.localhost";

    private static Checkout checkout;
    private static Browser browser;
    private static Path settings;

    @BeforeAll
    static void bringUp() throws Exception {
        checkout = new Checkout();
        var estate = Checkout.production(234);
        estate.put("backups", "false");
        estate.put("drainSeconds", "1");
        browser = new Browser(Integer.parseInt(estate.get("httpPort")));
        settings = checkout.directory.resolve("Pulumi." + checkout.stack + ".yaml");
        checkout.settings(estate);
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        declare("");
        deploy("the first version");
    }

    private static void declare(String further) throws Exception {
        checkout.declare(
                """
                new Client("shop", client -> client.number(101)
                        .noBackend()
                        .noDatabase()
                        .frontend(app -> app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages")%s))"""
                        .formatted(further));
    }

    @AfterAll
    static void remove() {
        checkout.remove();
    }

    @Test
    @Order(1)
    void aClientIsClosedAndOpenedAndItsContainersRunOn() throws Exception {
        var before = checkout.docker.lives();
        assertThat(checkout.succeed("maintenance", "shop", "on", "Back at <noon>.", "--yes"))
                .contains("shop is closed", "Commit " + settings.getFileName());
        assertThat(settings).content().contains("Back at <noon>.");
        var page = browser.get(HOST, "/any/path");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).contains("60");
        assertThat(page.body()).contains("Back at &lt;noon&gt;.");

        assertThat(checkout.succeed("maintenance", "shop", "off", "--skip-preview"))
                .contains("shop is open.");
        assertThat(settings).content().doesNotContain("noon");
        assertServed("the first version");
        assertThat(checkout.docker.lives()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void aBuildThatFailsIsToldWithItsLastLinesAndTheOldVersionServes() throws Exception {
        var dockerfile = checkout.directory.resolve("apps/client-1/frontend/Dockerfile");
        var good = Files.readString(dockerfile);
        Files.writeString(dockerfile, good + "RUN echo 'lit the oven' && echo 'there is no flour' >&2 && exit 7\n");
        var ended = checkout.hosting("up", "--skip-preview");
        assertThat(ended.code()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed())
                .contains("The image of shop-frontend could not be built. The last lines of its build:")
                .containsPattern("\n +#\\d+ [0-9.]+ lit the oven\n")
                .containsPattern("\n +#\\d+ [0-9.]+ there is no flour\n")
                .doesNotContain("Exception", "\tat ");
        assertServed("the first version");
        Files.writeString(dockerfile, good);
    }

    @Test
    @Order(3)
    void aPlanThatNobodyAgreesToLeavesEverythingAsItWas() throws Exception {
        deploy("the second version");
        var before = Files.readString(settings);
        var ended = checkout.hosting("rollback", "shop");
        assertThat(ended.code()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed()).contains("The stack's settings are as they were.");
        assertThat(settings).hasContent(before);
        assertServed("the second version");
    }

    @Test
    @Order(4)
    void theVersionOfBeforeServesAndHasItsLimits() throws Exception {
        assertThat(checkout.succeed("rollback", "shop", "--yes"))
                .contains("shop is rolled back to frontend=owndom/shop-frontend:production-")
                .contains("Commit " + settings.getFileName());
        assertServed("the first version");
        assertThat(Docker.inspect(checkout.docker.id("shop", "frontend"), "{{.HostConfig.PidsLimit}}"))
                .isEqualTo("256");
        assertThat(checkout.hosting("rollback", "shop", "--yes").printed())
                .contains("There is no version of shop to go back to");
    }

    /** The next version ends it too, as {@link RolloutE2E} shows. */
    @Test
    @Order(5)
    void itsEndBringsTheNewestBack() throws Exception {
        checkout.succeed("rollback", "shop", "--end", "--skip-preview");
        assertServed("the second version");
        checkout.succeed("preview", "--expect-no-changes");
    }

    @Test
    @Order(6)
    void aChangeOfEnvironmentAloneIsNotTakenBackByOlderImages() throws Exception {
        declare(".environment(\"GREETING\", \"wrong\")");
        checkout.succeed("up", "--skip-preview");
        var ended = checkout.hosting("rollback", "shop", "--yes");
        assertThat(ended.code()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed())
                .contains("shop runs the images that it ran before.", "Nothing was changed.")
                .doesNotContain("Exception");
        assertServed("the second version");
    }

    private static void deploy(String version) throws Exception {
        var page = checkout.directory.resolve("apps/client-1/frontend/page.js");
        Files.writeString(page, Files.readString(page).replaceFirst("<h1>[^<]*", "<h1>" + version));
        checkout.succeed("up", "--skip-preview");
        assertServed(version);
    }

    private static void assertServed(String version) {
        assertThat(browser.get(HOST, "/").body()).contains("<h1>" + version + "</h1>");
    }
}
