package com.owndom.hosting.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EstateNameTest {

    private final EstateName name = new EstateName("owndom", "dev");

    @Test
    void derivedNamesNeverChange() {
        assertThat(name.of("postgres-reports")).isEqualTo("owndom_postgres-reports_dev");
        assertThat(name.of(new ClientName("client-1"), "backend")).isEqualTo("owndom_client_1_backend_dev");
        assertThat(name.image("backups")).isEqualTo("owndom/backups");
    }

    @Test
    void namesOfOtherEstatesAreNotItsOwn() {
        assertThat(name.owns("owndom_edge_dev")).isTrue();
        assertThat(name.owns("owndom_edge_prod")).isFalse();
        assertThat(name.owns("owndom2_edge_dev")).isFalse();
    }
}
