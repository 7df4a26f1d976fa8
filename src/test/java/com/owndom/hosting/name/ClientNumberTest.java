package com.owndom.hosting.name;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNumberTest {

    @ParameterizedTest
    @CsvSource({"client-1,1", "client-42,42", "client-999,999"})
    void theNumberOfANumberedClientIsInItsName(String name, int number) {
        assertThat(ClientNumber.of(new ClientName(name))).isEqualTo(number);
    }

    /** Live clients have these ports and subnets; computed by another program from CRC-32. */
    @ParameterizedTest
    @CsvSource({"portfolio,830", "acme,114", "bakery-miller,545", "client-0,164", "client-1000,298", "client-01,693"})
    void derivedNumbersNeverChange(String name, int number) {
        assertThat(ClientNumber.of(new ClientName(name))).isEqualTo(number);
    }

    @Property
    void anyOtherNameHasANumberThatNoLowNumberedClientHas(@ForAll String value) {
        var name = new ClientName(value);
        if (name.number().isEmpty()) {
            assertThat(ClientNumber.of(name)).isBetween(100, ClientNumber.LARGEST);
        }
    }

    @Test
    void theApexIsZero() {
        assertThat(ClientNumber.APEX).isZero();
    }
}
