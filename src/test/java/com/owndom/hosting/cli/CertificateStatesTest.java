package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class CertificateStatesTest {

    private static final String OUTPUTS =
            """
            {"clients": {
              "client-1": {"certificates": "owndom.com"},
              "bakery": {"certificates": "bakery.example owndom.com"},
              "plain": {}}}""";

    @Test
    void everyCertificateIsALineWithThoseItIsFor() {
        assertThat(table(
                        "owndom.com\tgreen\tR11\t2027-01-01T00:00Z\tdns\t-",
                        "bakery.example\tred\tstand-in\t-\thttp\tnot obtained yet"))
                .isEqualTo(
                        """

                        CERTIFICATE     CLIENTS           ISSUER    UNTIL              SOURCE  STATE
                        owndom.com      client-1, bakery  R11       2027-01-01T00:00Z  dns     green
                        bakery.example  bakery            stand-in  -                  http    red: not obtained yet
                        """);
    }

    @Test
    void aContainerThatSaysNothingIsRed() {
        assertThat(table()).contains("red: owndom_certificates_prod says nothing");
    }

    private static String table(String... lines) {
        return new CertificateStates("owndom_certificates_prod", List.of(lines))
                .table(JsonParser.parseString(OUTPUTS).getAsJsonObject());
    }
}
