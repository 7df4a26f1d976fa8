package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {

    @TempDir
    private Path project;

    private StackFile file(String text) throws IOException {
        Files.writeString(project.resolve("Pulumi.prod.yaml"), text);
        return StackFile.in(project, "prod");
    }

    @Test
    void whatIsPlainBesideEncryptedPartsIsFound() throws IOException {
        var file = file(
                """
                config:
                  owndom:secretEnvironment:
                    client-1:
                      STRIPE_KEY:
                        secure: v1:abc
                      MAIL_KEY: for everyone
                    client-2:
                      TOKEN: "1"
                """);
        assertThat(file.plain("owndom:secretEnvironment"))
                .containsExactly("secretEnvironment.client-1.MAIL_KEY", "secretEnvironment.client-2.TOKEN");
    }

    @Test
    void whatIsEncryptedAsAWholeIsNot() throws IOException {
        assertThat(file("config:\n  owndom:visitors:\n    secure: v1:abc\n").plain("owndom:visitors"))
                .isEmpty();
    }

    @Test
    void nothingIsFoundWhereNothingIs() throws IOException {
        assertThat(StackFile.in(project, "prod").plain("owndom:visitors")).isEmpty();
        assertThat(file("").plain("owndom:visitors")).isEmpty();
        assertThat(file("config:\n  owndom:domain: a.example\n").plain("owndom:visitors"))
                .isEmpty();
    }
}
