package com.owndom.hosting.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LastUpdateTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final LastUpdate last = new LastUpdate(
            Map.of("publish", "release 2026-01-01T00:00:00Z"),
            new LastData(
                    Map.of(
                            "client-1", KeptDatabase.of("in use"),
                            "client-2", KeptDatabase.of("in use on reports"),
                            "client-3", KeptDatabase.of("set aside since 2026-01-01")),
                    Map.of("client-1", Map.of("files", "in use", "old", "set aside since 2026-01-01")),
                    Map.of("client-2", "client-2-login-1a2b3c4")),
            new LastClients(Map.of(), Map.of(), Map.of(), Map.of(), Map.of()),
            Map.of(),
            NOW);

    @Test
    void aJobOfTheSameVersionKeepsItsTrigger() {
        assertThat(last.trigger("publish", "release")).isEqualTo("release 2026-01-01T00:00:00Z");
    }

    @Test
    void anotherVersionOrAnUnknownJobGetsANewOne() {
        assertThat(last.trigger("publish", "rel")).isEqualTo("rel 2026-11-23T10:00:00Z");
        assertThat(last.trigger("client-1-init", "v1")).isEqualTo("v1 2026-11-23T10:00:00Z");
    }

    @Test
    void databasesWithoutAClientAreSetAside() {
        assertThat(last.data().databasesSetAside(Set.of("client-1", "client-4")))
                .containsExactlyInAnyOrder("client-2", "client-3");
    }

    @Test
    void theOwnerLogsInToADatabaseThatWasInUseWithoutALogin() {
        assertThat(last.data().ownerLogsIn("client-1")).isTrue();
        assertThat(last.data().ownerLogsIn("client-2")).as("it has a login").isFalse();
        assertThat(last.data().ownerLogsIn("client-3")).as("it is set aside").isFalse();
        assertThat(last.data().ownerLogsIn("client-4")).as("it is new").isFalse();
    }

    @Test
    void everyDatabaseIsRememberedForTheNextUpdate() {
        assertThat(last.data().databaseTexts(Map.of("client-1", "postgres", "client-4", "reports"), NOW))
                .containsExactly(
                        Map.entry("client-1", "in use"),
                        Map.entry("client-2", "set aside on reports since 2026-11-23"),
                        Map.entry("client-3", "set aside since 2026-01-01"),
                        Map.entry("client-4", "in use on reports"));
    }

    @Test
    void aDatabaseWhoseClientReturnsIsInUseAgain() {
        assertThat(last.data().databaseTexts(Map.of("client-3", "postgres"), NOW))
                .containsEntry("client-3", "in use");
    }

    @Test
    void volumesOfAClientThatIsGoneAreSetAside() {
        assertThat(last.data().volumes(Map.of("client-2", Set.of("media")), NOW))
                .containsExactly(
                        Map.entry(
                                "client-1",
                                Map.of("files", "set aside since 2026-11-23", "old", "set aside since 2026-01-01")),
                        Map.entry("client-2", Map.of("media", "in use")));
    }

    @Test
    void aVolumeThatAnAppNoLongerHasIsSetAside() {
        assertThat(last.data().volumesSetAside("client-1", Set.of("files"))).containsExactly("old");
        assertThat(last.data().volumesSetAside("client-2", Set.of("media"))).isEmpty();
    }

    @Test
    void anUpdateOfSomeClientsKnowsTheDataOfThoseAlone() {
        var some = last.of(client -> client.equals("client-9"), data -> data.equals("client-1"));
        assertThat(some.data().databases()).containsOnlyKeys("client-1");
        assertThat(some.data().volumes()).containsOnlyKeys("client-1");
    }
}
