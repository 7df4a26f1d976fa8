package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAdoptionTest {

    private static final String ESTATE = "urn:pulumi:prod::owndom::owndom:hosting:Estate";

    private static final String STATE =
            """
            {"deployment": {"resources": [
              {"type": "pulumi:providers:docker", "urn": "urn:pulumi:prod::owndom::pulumi:providers:docker::docker"},
              {"type": "owndom:hosting:Estate", "urn": "%1$s::owndom"},
              {"type": "owndom:hosting:PostgresServer", "urn": "%1$s$owndom:hosting:PostgresServer::postgres"},
              {"type": "pulumi:providers:postgresql",
               "urn": "%1$s$owndom:hosting:PostgresServer$pulumi:providers:postgresql::postgres"},
              {"type": "owndom:hosting:PostgresServer", "urn": "%1$s$owndom:hosting:PostgresServer::postgres-old"},
              {"type": "pulumi:providers:postgresql",
               "urn": "%1$s$owndom:hosting:PostgresServer$pulumi:providers:postgresql::postgres-old"}]}}
            """
                    .formatted(ESTATE);

    @Test
    void whatIsThereIsImportedUnderTheNamesThatTheProgramHas() {
        var file = file("client-1", "postgres", "role=client_1", "database=client_1_db", "files=old_files");
        assertThat(file.getAsJsonArray("resources").toString())
                .contains(
                        "{\"type\":\"postgresql:index/role:Role\",\"name\":\"client-1\",\"id\":\"client_1\",\"parent\":\"server\",\"provider\":\"postgresql\"}")
                .contains(
                        "\"type\":\"postgresql:index/database:Database\",\"name\":\"client-1\",\"id\":\"client_1_db\"")
                .contains(
                        "{\"type\":\"docker:index/volume:Volume\",\"name\":\"client-1-files\",\"id\":\"old_files\",\"parent\":\"estate\",\"provider\":\"docker\"}");
        assertThat(file.getAsJsonObject("nameTable").asMap().toString())
                .contains("estate=\"" + ESTATE + "::owndom\"")
                .contains("server=\"" + ESTATE + "$owndom:hosting:PostgresServer::postgres\"");
    }

    @Test
    void whatIsOnAFurtherServerHasItsNameThere() {
        var file = file("client-1", "postgres-old", "role=client_1", "database=client_1_db");
        assertThat(file.getAsJsonArray("resources").toString())
                .contains("Role\",\"name\":\"client-1@old\"", "Database\",\"name\":\"client-1@old\"");
        assertThat(file.getAsJsonObject("nameTable").get("server").getAsString())
                .endsWith("PostgresServer::postgres-old");
    }

    @Test
    void anEstateThatIsNotUpYetIsSaid() {
        assertThatThrownBy(() -> file("client-1", "postgres-reports", "role=client_1"))
                .hasMessageContaining("no PostgresServer postgres-reports yet");
    }

    private static JsonObject file(String... arguments) {
        var state = JsonParser.parseString(STATE).getAsJsonObject();
        return JsonParser.parseString(ClientAdoption.importFile(state, List.of(arguments)))
                .getAsJsonObject();
    }
}
