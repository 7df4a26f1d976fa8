package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The repository's own program and stack files with nothing but {@code pulumi}, in a copy of the project. */
class PlainPulumiE2E {

    private static final List<String> PROJECT = List.of(
            "Pulumi.yaml",
            "Pulumi.prod.yaml",
            "pom.xml",
            "src",
            "sdks",
            "apps",
            "packages",
            "tools",
            "target/owndom.jar",
            "target/lib");

    private Path copy;

    @BeforeEach
    void copyTheProject() throws IOException {
        copy = Files.createTempDirectory("project");
        for (var part : PROJECT) {
            Shell.run("cp", "--recursive", "--preserve=timestamps", "--parents", part, copy.toString());
        }
        pulumi("stack init prod");
        pulumi("config set --secret masterSecret " + "0123456789abcdef".repeat(4));
        // An estate of this machine may have the pool that is the default.
        pulumi("config set subnetPool 10.142.0.0/16");
    }

    @AfterEach
    void removeTheCopy() {
        Shell.run("rm", "--recursive", copy.toString());
    }

    @Test
    void productionIsPreviewed() {
        assertThat(pulumi("preview")).contains("HostedClient client-2 create").containsPattern("\\+ \\d+ to create");
    }

    @Test
    void aJarOlderThanASourceIsRefused() throws IOException {
        var source = copy.resolve("src/main/java/com/owndom/OwndomEstate.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
        assertThat(pulumi("preview; true"))
                .contains("src/main/java/com/owndom/OwndomEstate.java is newer than the jar")
                .contains("./hosting build")
                .doesNotContain("to create");
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        pulumi("config set domian owndom.com");
        pulumi("config set subnetPool 10.0.0.0/8");
        pulumi("config set --secret masterSecret short");
        assertThat(pulumi("preview; true"))
                .contains("the estate has 3 problems; nothing was changed")
                .contains("owndom:domian: set in the stack's settings: is not a setting")
                .contains("owndom:subnetPool: \"10.0.0.0/8\": must be a private /16 network")
                .contains(
                        "owndom:masterSecret: (not shown): must have at least 32 characters",
                        "openssl rand -hex 32 | pulumi config set --secret masterSecret");
    }

    @Test
    void aSecretIsNeitherForgottenNorPlain() {
        pulumi("config rm masterSecret");
        assertThat(pulumi("preview; true")).contains("missing configuration value 'masterSecret'");
        pulumi("config set --plaintext masterSecret " + "0123456789abcdef".repeat(4));
        assertThat(pulumi("preview; true")).contains("'masterSecret' must be encrypted");
    }

    private String pulumi(String command) {
        return Shell.run(
                "sh",
                "-c",
                "cd " + copy + " && export PULUMI_BACKEND_URL=file://" + copy
                        + " PULUMI_CONFIG_PASSPHRASE=test && pulumi --non-interactive " + command);
    }
}
