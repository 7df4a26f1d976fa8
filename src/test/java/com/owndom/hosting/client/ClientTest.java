package com.owndom.hosting.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.database.Database;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What options mean together, in whatever order they are written. */
class ClientTest {

    @Test
    void aBackendThatIsBackHasItsDatabaseAgain() {
        var client = client(it -> it.noBackend().backend(app -> app.port(8000)));
        assertThat(client.backend()).isPresent();
        assertThat(client.database()).contains(Database.conventional());
    }

    @Test
    void withoutABackendThereIsNoDatabaseWhateverIsSaidOfIt() {
        assertThat(client(it -> it.noBackend().database(db -> db.withConnectionLimit(5)))
                        .database())
                .isEmpty();
        assertThat(client(it -> it.database(db -> db.withConnectionLimit(5)).noBackend())
                        .database())
                .isEmpty();
    }

    @Test
    void noDatabaseStaysWhenTheBackendIsChanged() {
        assertThat(client(it -> it.noDatabase().backend(app -> app.port(8000))).database())
                .isEmpty();
        assertThat(client(it -> it.noDatabase().noBackend().backend(app -> app.port(8000)))
                        .database())
                .isEmpty();
    }

    @Test
    void ofTwoContraryOptionsTheLastCounts() {
        assertThat(client(it -> it.noDatabase().database(db -> db)).database()).isPresent();
        assertThat(client(it -> it.database(db -> db).noDatabase()).database()).isEmpty();
        assertThat(client(it -> it.noFrontend().frontend(app -> app)).frontend())
                .isPresent();
    }

    private static Client client(UnaryOperator<ClientBuilder> options) {
        return new Client("client-1", options);
    }
}
