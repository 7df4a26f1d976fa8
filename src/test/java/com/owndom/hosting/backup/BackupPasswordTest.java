package com.owndom.hosting.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.TestSettings;
import org.junit.jupiter.api.Test;

class BackupPasswordTest {

    /** Computed with openssl; live repositories are opened with it. */
    @Test
    void derivationNeverChanges() {
        assertThat(BackupPassword.of(TestSettings.MASTER_SECRET))
                .isEqualTo("d815cae8bdb13f744d9dee1d25424e2d8625e3fae4aa7fb912dd7e982c5b17e2");
    }
}
