package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigKeysTest {

    @Test
    void areThoseOfTheProject() {
        var json = "{\"owndom:domain\": \"a\", \"owndom:config:httpPort\": \"80\", \"docker:host\": \"b\"}";
        assertThat(ConfigKeys.parse("owndom", json)).containsExactlyInAnyOrder("domain", "httpPort");
    }

    @Test
    void areNoneWithoutSettings() {
        assertThat(ConfigKeys.parse("owndom", "{}")).isEmpty();
    }
}
