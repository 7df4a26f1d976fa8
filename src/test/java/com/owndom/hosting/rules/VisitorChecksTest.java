package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.settings.Hsts;
import com.owndom.hosting.settings.ProxySettings;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for passwords, maintenance and Cloudflare, with the whole message a person reads. */
class VisitorChecksTest {

    /** What {@code openssl passwd -6 -salt salt secret} writes. */
    private static final String HASH =
            "$6$salt$egUxKNxDs8kPfh8iPMNcosMhb2eWah6d3R44JDm5Rj/j/XWR5E33QPd0YmHXoDHOIDR6kL5D3JcQcz0O8FHE00";

    private static final String FIX =
            "pulumi config set --secret --path 'visitors.client-1.anna' \"$(openssl passwd -6)\"";

    @TempDir
    private Path root;

    private TestSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).production();
    }

    @Test
    void aClientThatAsksForAPasswordHasVisitors() {
        assertThat(problems(ClientBuilder::password))
                .containsExactly("client-1: password(): the stack names no visitor of it; " + FIX);
        settings.visitor("client-1", "anna", HASH);
        assertThat(problems(ClientBuilder::password)).isEmpty();
    }

    @Test
    void visitorsOfAClientThatAsksForNoPasswordAreRefused() {
        settings.visitor("client-1", "anna", HASH);
        assertThat(problems(UnaryOperator.identity()))
                .containsExactly(
                        "visitors.client-1: set in the stack's settings: the client does not ask for a password; write password() in it, or pulumi config rm --path 'visitors.client-1'");
    }

    @Test
    void thoseOfAClientThatIsGoneMayWait() {
        settings.visitor("client-9", "anna", HASH);
        assertThat(problems(UnaryOperator.identity())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "{PLAIN}secret",
                "$apr1$salt$yNnnLXAKZjoyY6KOYFqWx0",
                "$2y$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$6$rounds=999999$salt$egUxKNxDs8kPfh8iPMNcosMhb2eWah6d3R44JDm5Rj/j/XWR5E33QPd0YmHXoDHOIDR6kL5D3JcQcz0O8FHE00",
                ""
            })
    void onlyAStrongAndQuickHashIsTakenAndNoneIsShown(String hash) {
        settings.visitor("client-1", "anna", hash);
        assertThat(problems(ClientBuilder::password))
                .containsExactly(
                        "visitors.client-1.anna: (not shown): a visitor is a name without a colon or space and the hash of a password, never the password; "
                                + FIX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"an:na", "an na", "anna\nroot:x", ""})
    void aVisitorHasAName(String name) {
        settings.visitor("client-1", name, HASH);
        assertThat(problems(ClientBuilder::password))
                .singleElement()
                .asString()
                .startsWith("visitors.client-1." + name + ": (not shown)");
    }

    @Test
    void maintenanceIsOfAClientThatThereIs() {
        proxy(false, false, Map.of("client-1", "", "client-9", "Back at noon."));
        assertThat(problems(UnaryOperator.identity()))
                .containsExactly(
                        "maintenance.client-9: set in the stack's settings: is no client of the program; pulumi config rm --path 'maintenance.client-9'");
    }

    @Test
    void onlyCloudflareMeansBehindCloudflare() {
        proxy(false, true, Map.of());
        assertThat(problems(UnaryOperator.identity()))
                .containsExactly(
                        "cloudflareOnly: true: is for an estate behind Cloudflare; pulumi config set behindCloudflare true, or cloudflareOnly false");
        proxy(true, true, Map.of());
        assertThat(problems(UnaryOperator.identity())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3601})
    void anAppHasTimeToAnswerButNotForEver(int seconds) {
        assertThat(problems(it -> it.answerTime(Duration.ofSeconds(seconds))))
                .containsExactly(
                        "client-1: answer time of " + seconds
                                + " s: an app has from a second to an hour to answer; write answerTime(Duration.ofSeconds(30))");
    }

    private void proxy(boolean behind, boolean only, Map<String, String> maintenance) {
        settings.proxy(new ProxySettings(Hsts.HOST, behind, only, new TreeMap<>(maintenance)));
    }

    private List<String> problems(UnaryOperator<ClientBuilder> options) {
        return ClientProblems.of(settings.build(), options);
    }
}
