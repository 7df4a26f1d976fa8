package com.owndom.hosting.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {

    private static final CertificatePlan WILDCARD = CertificatePlan.wildcard("owndom.com");
    private static final Instant NOW = Instant.now();

    @TempDir
    private static Path directory;

    private static SelfSigned elliptic;
    private static SelfSigned rsa;

    @BeforeAll
    static void make() {
        elliptic = SelfSigned.of(directory, "EC", "-2d", 30, "owndom.com", "*.owndom.com");
        rsa = SelfSigned.of(directory, "RSA", "-2d", 30, "bakery.example");
    }

    @Test
    void oneThatFitsIsTaken() {
        assertThat(elliptic.with(elliptic.key()).refusals(WILDCARD, NOW)).isEmpty();
        assertThat(rsa.with(rsa.key()).refusals(plan("bakery.example"), NOW)).isEmpty();
    }

    @Test
    void aWildcardIsForOneLabel() {
        assertThat(elliptic.with(elliptic.key()).refusals(plan("client-1.owndom.com"), NOW))
                .isEmpty();
        assertThat(elliptic.with(elliptic.key()).refusals(plan("www.client-1.owndom.com"), NOW))
                .containsExactly("is for [owndom.com, *.owndom.com] and not for www.client-1.owndom.com");
        assertThat(rsa.with(rsa.key()).refusals(WILDCARD, NOW)).hasSize(2);
    }

    @Test
    void keysAreReadAsOlderProgramsWriteThem() {
        var pkcs1 = SelfSigned.pem("RSA PRIVATE KEY", from(rsa.encodedKey(), 26));
        assertThat(rsa.with(pkcs1).refusals(plan("bakery.example"), NOW)).isEmpty();
        var sec1 = SelfSigned.pem("EC PRIVATE KEY", from(elliptic.encodedKey(), octets(elliptic.encodedKey())));
        assertThat(elliptic.with(sec1).refusals(WILDCARD, NOW)).isEmpty();
    }

    /** Where the key itself begins: after the version, the algorithm and the head of the octets. */
    private static int octets(byte[] pkcs8) {
        var algorithm = (pkcs8[1] & 0x80) == 0 ? 5 : 6;
        return algorithm
                + 2
                + pkcs8[algorithm + 1]
                + ((pkcs8[algorithm + 3 + pkcs8[algorithm + 1]] & 0x80) == 0 ? 2 : 3);
    }

    @Test
    void anotherKeyIsRefused() {
        for (var key : List.of(rsa.key(), "", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END", "nonsense")) {
            assertThat(elliptic.with(key).refusals(WILDCARD, NOW))
                    .containsExactly("has another key than the one beside it, which is not encrypted, in PEM");
        }
    }

    @Test
    void onlyWithinItsTime() {
        var own = elliptic.with(elliptic.key());
        assertThat(own.refusals(WILDCARD, NOW.plus(Duration.ofDays(29))))
                .hasSize(1)
                .first()
                .asString()
                .contains("has expired");
        assertThat(own.refusals(WILDCARD, NOW.minus(Duration.ofDays(3))))
                .hasSize(1)
                .first()
                .asString()
                .contains("is not valid before");
    }

    @Test
    void theServersOwnComesFirst() {
        var own = new OwnCertificate(elliptic.chain() + rsa.chain(), elliptic.key());
        assertThat(own.refusals(WILDCARD, NOW))
                .containsExactly("its certificate 1 is not signed by the one after it: the server's own comes first");
    }

    @Test
    void aTextThatIsNoneIsRefusedAlone() {
        assertThat(new OwnCertificate("nonsense", rsa.key()).refusals(WILDCARD, NOW))
                .containsExactly("holds no certificate in PEM");
    }

    @Test
    void itNeverPrintsItsKey() {
        assertThat(elliptic.with(elliptic.key())).asString().doesNotContain("PRIVATE");
    }

    private static CertificatePlan plan(String host) {
        return new CertificatePlan(host, List.of(host));
    }

    private static byte[] from(byte[] bytes, int start) {
        return Arrays.copyOfRange(bytes, start, bytes.length);
    }
}
