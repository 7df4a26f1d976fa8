package com.owndom.hosting.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseTest {

    @Test
    void anExtensionIsThereOnce() {
        assertThat(Database.conventional()
                        .withExtensions("pg_trgm", "uuid-ossp", "pg_trgm")
                        .extensions())
                .containsExactly("pg_trgm", "uuid-ossp");
    }
}
