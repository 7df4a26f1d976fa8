package com.owndom.hosting.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CertificatePlanTest {

    private static final CertificatePlan WILDCARD = CertificatePlan.wildcard("owndom.com");

    @Test
    void theWildcardIsForTheDomainAndOneLabelBelowIt() {
        assertThat(WILDCARD).isEqualTo(new CertificatePlan("owndom.com", List.of("owndom.com", "*.owndom.com")));
        assertThat(WILDCARD.covers("owndom.com")).isTrue();
        assertThat(WILDCARD.covers("client-1.owndom.com")).isTrue();
        assertThat(WILDCARD.covers("www.client-1.owndom.com")).isFalse();
        assertThat(WILDCARD.covers("notowndom.com")).isFalse();
        assertThat(WILDCARD.covers("owndom.com.example")).isFalse();
    }

    @Test
    void hostsBelowTheDomainNeedNothingElse() {
        assertThat(CertificatePlan.of("owndom.com", List.of("owndom.com", "www.owndom.com")))
                .containsExactly(WILDCARD);
    }

    @Test
    void aHostElsewhereHasOneTogetherWithItsWww() {
        assertThat(CertificatePlan.of("owndom.com", List.of("bakery.example", "www.bakery.example")))
                .containsExactly(
                        new CertificatePlan("bakery.example", List.of("bakery.example", "www.bakery.example")));
    }

    /** Otherwise a domain that has lapsed would keep the main host from getting its certificate. */
    @Test
    void everyOtherHostHasItsOwn() {
        assertThat(CertificatePlan.of("owndom.com", List.of("client-1.owndom.com", "bakery.example")))
                .containsExactly(WILDCARD, new CertificatePlan("bakery.example", List.of("bakery.example")));
        assertThat(CertificatePlan.of("owndom.com", List.of("bakery.example", "client-1.owndom.com")))
                .containsExactly(new CertificatePlan("bakery.example", List.of("bakery.example")), WILDCARD);
        assertThat(CertificatePlan.ofEach(List.of("a.example", "b.example", "www.a.example", "www.c.example")))
                .containsExactly(
                        new CertificatePlan("a.example", List.of("a.example", "www.a.example")),
                        new CertificatePlan("b.example", List.of("b.example")),
                        new CertificatePlan("www.c.example", List.of("www.c.example")));
    }

    @Test
    void theWwwOfWhatTheWildcardCoversHasOneToo() {
        assertThat(CertificatePlan.of("owndom.com", List.of("client-1.owndom.com", "www.client-1.owndom.com")))
                .containsExactly(
                        WILDCARD, new CertificatePlan("www.client-1.owndom.com", List.of("www.client-1.owndom.com")));
    }
}
