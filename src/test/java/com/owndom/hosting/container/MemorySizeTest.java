package com.owndom.hosting.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

    @ParameterizedTest
    @CsvSource({"256m,256", "256MB,256", "1g,1024", "2GB,2048", "999999g,1023998976"})
    void readsDockersAndPostgresqlsForms(String text, int mebibytes) {
        assertThat(MemorySize.parse(text)).contains(new MemorySize(mebibytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "0m", "512", "512k", "-1m", "1.5g", "512 m", "9999999g", "99999999999m"})
    void refusesEverythingElse(String text) {
        assertThat(MemorySize.parse(text)).isEmpty();
    }
}
