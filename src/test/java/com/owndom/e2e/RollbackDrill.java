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

/** A version that is bad although it answers: a person takes it back, and later brings the next one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackDrill {

    private static final String HOST = "shop.e2e.localhost";

    private static Checkout checkout;
    private static Browser browser;
    private static Path settings;

    @BeforeAll
    static void bringUpTwoVersions() throws Exception {
        checkout = new Checkout();
        var estate = Checkout.production(234);
        browser = new Browser(Integer.parseInt(estate.get("httpPort")));
        settings = checkout.directory.resolve("Pulumi." + checkout.stack + ".yaml");
        checkout.settings(estate);
        checkout.succeed("stack", "init", checkout.stack, "--no-select");
        checkout.succeed("config", "set", "--secret", "masterSecret", EstateUnderTest.MASTER_SECRET);
        checkout.declare(
                """
                new Client("shop", client -> client.number(101)
                        .noBackend()
                        .noDatabase()
                        .frontend(app -> app.dockerfile("apps/client-1/frontend/Dockerfile").sources("apps/client-1", "packages")))""");
        deploy("the first version");
        deploy("the second version");
    }

    @AfterAll
    static void remove() {
        checkout.remove();
    }

    @Test
    @Order(1)
    void aPlanThatNobodyAgreesToLeavesEverythingAsItWas() throws Exception {
        var before = Files.readString(settings);
        var ended = checkout.hosting("rollback", "shop");
        assertThat(ended.code()).as(ended.printed()).isEqualTo(1);
        assertThat(ended.printed()).contains("The stack's settings are as they were, and so is shop.");
        assertThat(settings).hasContent(before);
        assertServed("the second version");
    }

    @Test
    @Order(2)
    void theVersionOfBeforeServesAndStays() throws Exception {
        assertThat(checkout.succeed("rollback", "shop", "--yes"))
                .contains("shop is rolled back to frontend=owndom/shop-frontend:production-")
                .contains("Commit " + settings.getFileName());
        assertServed("the first version");
        checkout.succeed("up", "--yes", "--expect-no-changes");
        assertServed("the first version");
        assertThat(checkout.hosting("rollback", "shop", "--yes").printed())
                .contains("There is no version of shop to go back to");
    }

    @Test
    @Order(3)
    void itsEndBringsTheNewestBackAndSoDoesTheNextVersion() throws Exception {
        checkout.succeed("rollback", "shop", "--end", "--yes");
        assertServed("the second version");
        checkout.succeed("rollback", "shop", "--yes");
        assertServed("the first version");
        deploy("the third version");
        assertServed("the third version");
    }

    private static void deploy(String version) throws Exception {
        var page = checkout.directory.resolve("apps/client-1/frontend/page.js");
        Files.writeString(page, Files.readString(page).replaceFirst("<h1>[^<]*", "<h1>" + version));
        checkout.succeed("up", "--yes");
        assertServed(version);
    }

    private static void assertServed(String version) {
        assertThat(browser.get(HOST, "/").body()).contains("<h1>" + version + "</h1>");
    }
}
