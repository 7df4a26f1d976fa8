package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class InterruptedCreatesTest {

    private static final String SERVER =
            "urn:pulumi:dev::owndom::owndom:hosting:Estate$owndom:hosting:PostgresServer::postgres";

    @Test
    void aRoleWhoseCreationWasInterruptedIsImported() {
        var file = importFile("creating", "postgresql:index/role:Role", "client-3", "client_3");
        assertThat(file)
                .contains("\"type\": \"postgresql:index/role:Role\"", "\"name\": \"client-3\"", "\"id\": \"client_3\"")
                .contains("\"parent\": \"" + SERVER + "\"", "\"provider\": \"urn:of:the::provider\"");
    }

    @Test
    void oneThatWasToReplaceAnotherIsNot() {
        var state =
                """
                {"deployment": {"resources": [{"urn": "urn:r::client-3-login"}], "pending_operations": [
                    {"type": "creating", "resource": {"urn": "urn:r::client-3-login", "type": "postgresql:index/role:Role"}}]}}
                """;
        assertThat(InterruptedCreates.importFile(JsonParser.parseString(state).getAsJsonObject()))
                .isEmpty();
    }

    @Test
    void whatDockerCreatesIsNot() {
        assertThat(importFile("creating", "docker:index/container:Container", "client-3-backend", "x"))
                .isEmpty();
    }

    @Test
    void anInterruptedUpdateIsNot() {
        assertThat(importFile("updating", "postgresql:index/role:Role", "client-3", "client_3"))
                .isEmpty();
    }

    @Test
    void aStateWithoutPendingOperationsAsksForNothing() {
        assertThat(InterruptedCreates.importFile(
                        JsonParser.parseString("{\"deployment\": {}}").getAsJsonObject()))
                .isEmpty();
    }

    private static String importFile(String operation, String type, String name, String id) {
        return InterruptedCreates.importFile(JsonParser.parseString(
                        """
                        {"deployment": {"pending_operations": [{"type": "%s", "resource": {
                            "urn": "urn:pulumi:dev::owndom::%s::%s", "type": "%s", "inputs": {"name": "%s"},
                            "parent": "%s", "provider": "urn:of:the::provider::id"}}]}}
                        """
                                .formatted(operation, type, name, type, id, SERVER))
                .getAsJsonObject());
    }
}
