package com.owndom.hosting.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNameTest {

    private final ClientName name = new ClientName("client-1");

    /** Live resources have these names: a change here replaces them, so it needs an alias. */
    @Test
    void derivedNamesNeverChange() {
        assertThat(name.value()).isEqualTo("client-1");
        assertThat(name.snake()).isEqualTo("client_1");
        assertThat(name.constant()).isEqualTo("CLIENT_1");
        assertThat(name.database()).isEqualTo("client_1_db");
        assertThat(name.login()).isEqualTo("client-1-login");
        assertThat(name.logical("backend")).isEqualTo("client-1-backend");
        assertThat(name.logical("uuid-ossp")).isEqualTo("client-1-uuid-ossp");
        assertThat(name).hasToString("client-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "portfolio", "client-1", "a1", "bakery-miller-and-sons"})
    void dnsLabelsAreNames(String value) {
        assertThat(new ClientName(value).isLabel()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1client", "-a", "a-", "Client", "client_1", "a.b", "a b", "ä", "client-1\n"})
    void everythingElseIsNot(String value) {
        assertThat(new ClientName(value).isLabel()).isFalse();
    }

    @Test
    void aNameHasAtMost49Characters() {
        assertThat(new ClientName("a".repeat(49)).isLabel()).isTrue();
        assertThat(new ClientName("a".repeat(50)).isLabel()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres",
                "backups-reports",
                "public",
                "template0",
                "template1",
                "estate",
                "none",
                "pg-shop",
                "pgbouncer",
                "backups",
                "proxy",
                "certificates",
                "firewall"
            })
    void namesOfPostgresqlAndOfTheEstateAreReserved(String value) {
        assertThat(new ClientName(value).isReserved()).isTrue();
    }

    @Test
    void otherNamesAreFree() {
        assertThat(name.isReserved()).isFalse();
        assertThat(new ClientName("pgadmin").isReserved()).isFalse();
        assertThat(new ClientName("proxy-shop").isReserved()).isFalse();
    }

    @Property
    void everyNameFitsIntoPostgresqlsIdentifiers(
            @ForAll @StringLength(min = 1, max = 49) @CharRange(from = 'a', to = 'z') String value) {
        var any = new ClientName(value);
        assertThat(any.isLabel()).isTrue();
        assertThat(any.database()).hasSizeLessThanOrEqualTo(63);
        assertThat(any.login() + "-1a2b3c4").hasSizeLessThanOrEqualTo(63);
    }
}
