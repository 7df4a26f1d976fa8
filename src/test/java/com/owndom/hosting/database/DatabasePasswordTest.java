package com.owndom.hosting.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.TestSettings;
import org.junit.jupiter.api.Test;

class DatabasePasswordTest {

    /** Computed with another implementation; live roles have passwords derived so. */
    @Test
    void derivationNeverChanges() {
        assertThat(password("client_1", 1))
                .isEqualTo("d87c6687411f64422c0618a47b72b3547a0fd7604d44936c7a078bca9ecd4cdc");
        assertThat(password("client_1", 2))
                .isEqualTo("0ce5eb10ccca0930ad82dd837c202ca6ee8a2f65f212b2ae430628e4ec6f67d9");
        assertThat(password("client_2", 1))
                .isEqualTo("d9e717bfd58c4237f99aeb00d6de5c2ec22a3e37009a773900735f498156882c");
    }

    @Test
    void differsByMasterSecret() {
        assertThat(DatabasePassword.of("another", "client_1", 1)).isNotEqualTo(password("client_1", 1));
    }

    @Test
    void needsNoQuoting() {
        assertThat(password("client_1", 1)).matches("[0-9a-f]{64}");
    }

    private static String password(String role, int generation) {
        return DatabasePassword.of(TestSettings.MASTER_SECRET, role, generation);
    }
}
