package com.owndom.hosting.container;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoresTest {

    @ParameterizedTest
    @CsvSource({"1,1", "0.5,0.5", "2.0,2", "128.125,128.125"})
    void readsDockersForm(String text, double number) {
        assertThat(Cores.parse(text)).contains(new Cores(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.000", "-1", "1.", ".5", "1.2.3", "1.0001", "1000", "1e2", "one"})
    void refusesEverythingElse(String text) {
        assertThat(Cores.parse(text)).isEmpty();
    }
}
