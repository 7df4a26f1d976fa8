package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.name.ClientName;
import com.pulumi.test.PulumiTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretEnvironmentTest {

    private final ClientName client = new ClientName("client-1");
    private final SecretEnvironment secrets = new SecretEnvironment(Map.of("client-1", Map.of("KEY", "hidden")));

    @Test
    void hasTheValuesOfAClient() {
        assertThat(secrets.has(client, "KEY")).isTrue();
        assertThat(secrets.has(client, "OTHER")).isFalse();
        assertThat(secrets.has(new ClientName("client-2"), "KEY")).isFalse();
        assertThat(PulumiTest.extractValue(secrets.value(client, "KEY"))).isEqualTo("hidden");
    }

    @Test
    void neverPrintsAValue() {
        assertThat(secrets).hasToString("SecretEnvironment[[client-1]]");
    }
}
