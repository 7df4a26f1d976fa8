package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

class AdoptableTest {

    @Test
    void whatWouldBeMadeAndCannotBeMadeTwiceIsListedWithItsNames() {
        var plan = "{\"steps\": ["
                + step("create", "docker:index/volume:Volume", "postgres-data", "owndom_postgres_prod", "docker") + ","
                + step("create", "postgresql:index/role:Role", "client-1", "client_1", "postgres-reports") + ","
                + step("same", "docker:index/volume:Volume", "uploads", "owndom_uploads_prod", "docker") + ","
                + step("create", "docker:index/container:Container", "proxy", "owndom_proxy_prod", "docker") + "]}";
        assertThat(Adoptable.of(JsonParser.parseString(plan).getAsJsonObject()))
                .containsExactly(
                        "docker:index/volume:Volume postgres-data owndom_postgres_prod docker",
                        "postgresql:index/role:Role client-1 client_1 postgres-reports");
    }

    private static String step(String operation, String type, String name, String real, String provider) {
        return """
                {"op": "%1$s", "newState": {"type": "%2$s", "urn": "urn:pulumi:prod::owndom::x:y:Parent$%2$s::%3$s",
                 "inputs": {"name": "%4$s"}, "provider": "urn:pulumi:prod::owndom::pulumi:providers:p::%5$s::an-id"}}"""
                .formatted(operation, type, name, real, provider);
    }
}
