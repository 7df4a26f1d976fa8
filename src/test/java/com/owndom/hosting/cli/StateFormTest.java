package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StateFormTest {

    @Test
    void aKeyIsALineAndTheUrnIsTheFirst() {
        assertThat(
                        StateForm.of(
                                """
                                {"version":3,"deployment":{"resources":[
                                    {"protect":true,"outputs":{"port":"5432","limits":[],"a<b":null},"id":"1","custom":true,"urn":"urn:a::b"}],
                                  "pending_operations":[{"type":"creating","resource":{"type":"t","urn":"urn:c::d"}}]}}
                                """))
                .isEqualTo(
                        """
                        {
                            "deployment": {
                                "pending_operations": [
                                    {
                                        "resource": {
                                            "urn": "urn:c::d",
                                            "type": "t"
                                        },
                                        "type": "creating"
                                    }
                                ],
                                "resources": [
                                    {
                                        "urn": "urn:a::b",
                                        "id": "1",
                                        "custom": true,
                                        "outputs": {
                                            "a<b": null,
                                            "limits": [],
                                            "port": "5432"
                                        },
                                        "protect": true
                                    }
                                ]
                            },
                            "version": 3
                        }""");
    }

    @Test
    void numbersStayAsTheyAre() {
        assertThat(StateForm.of("{\"a\":12345678901234567890,\"b\":3}"))
                .isEqualTo("{\n    \"a\": 12345678901234567890,\n    \"b\": 3\n}");
    }
}
