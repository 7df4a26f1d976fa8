package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

    private static final String CLIENT =
            """
            {"url": "http://client-1.owndom.com", "frontend": "web", "backend": "api", "database": "client_1_db"}""";

    @Test
    void everyClientIsALine() {
        assertThat(table(
                        "{\"clients\": {\"client-1\": " + CLIENT + "}}",
                        "web\t127.0.0.1:3001->3001/tcp\tUp\napi\t\tUp"))
                .isEqualTo(
                        """
                        CLIENT    URL                         FRONTEND        BACKEND  DATABASE     STATE
                        client-1  http://client-1.owndom.com  127.0.0.1:3001  api      client_1_db  running
                        """);
    }

    @Test
    void aPartThatAClientDoesNotHaveIsADash() {
        assertThat(table("{\"clients\": {\"client-1\": {\"url\": \"http://a\", \"frontend\": \"web\"}}}", "web\t\tUp"))
                .endsWith("client-1  http://a  web       -        -         running\n");
    }

    @Test
    void whatDoesNotRunIsNamed() {
        assertThat(table("{\"clients\": {\"client-1\": " + CLIENT + "}}", "web\t\tUp"))
                .endsWith("client_1_db  api is missing\n");
    }

    @Test
    void databasesThatAreSetAsideAreNamedBelow() {
        assertThat(table(
                        "{\"clients\": {\"client-1\": " + CLIENT
                                + "}, \"databases\": {\"client-1\": \"in use\", \"client-2\": \"set aside since 2026-11-23\"}}",
                        ""))
                .endsWith("\nclient-2's database is set aside since 2026-11-23. It is back when the client is.\n")
                .doesNotContain("client-1's database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"clients\": {}}"})
    void anEmptyStackSaysWhatToDo(String outputs) {
        assertThat(table(outputs, "")).isEqualTo("The stack hosts nothing yet: ./hosting up\n");
    }

    private static String table(String outputs, String containers) {
        return Status.table(JsonParser.parseString(outputs).getAsJsonObject(), RunningContainers.parse(containers));
    }
}
