package com.owndom.hosting.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    /** Computed with sha256sum; live images and finished jobs are named so. */
    @Test
    void isTheBeginningOfTheSha256() {
        assertThat(new Fingerprint().value()).isEqualTo("e3b0c44298fc");
        assertThat(new Fingerprint().content(bytes("abc")).value()).isEqualTo("ba7816bf8f01");
    }

    @Test
    void knowsWhereATextEnds() {
        assertThat(new Fingerprint().text("ab").text("c").value())
                .isNotEqualTo(new Fingerprint().text("a").text("bc").value());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
