package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.time.LocalDate;
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
                        "web\t127.0.0.1:3001->3001/tcp\tUp\t\napi\t\tUp\t"))
                .isEqualTo(
                        """
                        CLIENT    URL                         FRONTEND        BACKEND  DATABASE     STATE
                        client-1  http://client-1.owndom.com  127.0.0.1:3001  api      client_1_db  running
                        """);
    }

    @Test
    void aPartThatAClientDoesNotHaveIsADash() {
        assertThat(table(
                        "{\"clients\": {\"client-1\": {\"url\": \"http://a\", \"frontend\": \"web\"}}}", "web\t\tUp\t"))
                .endsWith("client-1  http://a  web       -        -         running\n");
    }

    @Test
    void whatDoesNotRunIsNamed() {
        assertThat(table("{\"clients\": {\"client-1\": " + CLIENT + "}}", "web\t\tUp\t"))
                .endsWith("client_1_db  api is missing\n");
    }

    @Test
    void whatRunsAndDoesNotAnswerIsNamedWithTheReason() {
        var answers = Answers.parse("api\tcurl: (22) The requested URL returned error: 500\n");
        assertThat(table("{\"clients\": {\"client-1\": " + CLIENT + "}}", "web\t\tUp\t\napi\t\tUp\t", answers))
                .endsWith("client_1_db  api does not answer: The requested URL returned error: 500\n");
    }

    @Test
    void aServerThatIsNotWellStandsBelow() {
        var containers = "web\t\tUp\t\napi\t\tUp\t\nowndom_proxy_prod\t\tExited (1) 3 minutes ago\tproxy\n"
                + "publish-1\t\tExited (0) 3 minutes ago\tpublication";
        assertThat(table("{\"clients\": {\"client-1\": " + CLIENT + "}}", containers, Answers.none()))
                .endsWith("client_1_db  up, but not reached: there is no way through the proxy\n"
                        + "proxy is not well: Exited (1) 3 minutes ago. ./hosting logs proxy says why.\n");
    }

    @Test
    void whatIsSetAsideIsNamedBelowWithItsAge() {
        var outputs =
                """
                {"databases": {"client-1": "in use", "client-2": "set aside on reports since 2026-11-20"},
                 "volumes": {"client-1": {"files": "in use"}, "client-2": {"files": "set aside since 2026-11-23"}}}""";
        assertThat(new SetAsideData(JsonParser.parseString(outputs).getAsJsonObject(), LocalDate.parse("2026-11-23"))
                        .lines())
                .isEqualTo(
                        """
                        Set aside of client-2: its database (since 2026-11-20, 3 days), volume files (since 2026-11-23, 0 days). \
                        Back with its line in the program; ./hosting forget client-2 drops it.
                        """);
    }

    @Test
    void whatIsSetAsideIsNamedAlsoWhenNoClientIsLeft() {
        assertThat(table("{\"databases\": {\"client-2\": \"set aside since 2026-11-20\"}}", ""))
                .startsWith("The stack hosts nothing yet")
                .contains("Set aside of client-2: its database (since 2026-11-20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"clients\": {}}"})
    void anEmptyStackSaysWhatToDo(String outputs) {
        assertThat(table(outputs, "")).isEqualTo("The stack hosts nothing yet: ./hosting up\n");
    }

    private static String table(String outputs, String containers) {
        return table(outputs, containers, Answers.parse(""));
    }

    private static String table(String outputs, String containers, Answers answers) {
        return Status.table(
                JsonParser.parseString(outputs).getAsJsonObject(), RunningContainers.parse(containers), answers);
    }
}
