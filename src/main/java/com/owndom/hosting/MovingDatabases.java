package com.owndom.hosting;

import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.ClientDatabase;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.database.PostgresServer;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.job.DatabaseMove;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.proxy.Publication;
import com.pulumi.core.Output;
import java.util.Optional;

/**
 * What is on a second server of clients that move: until the move is done what is being copied, then what was left behind.
 *
 * @param plan of the clients that the program has
 * @param lastUpdate knows who moves
 */
record MovingDatabases(EstatePlan plan, LastUpdate lastUpdate) {

    /** Declares it; what was left behind is closed once nothing leads to it any more. */
    void declare(PostgresServers postgres, Publication publication) {
        lastUpdate.data().databases().forEach((data, database) -> database.move()
                .ifPresent(move -> declare(new ClientName(data), move, postgres, publication)));
    }

    private void declare(ClientName data, DatabaseMove move, PostgresServers postgres, Publication publication) {
        var server = postgres.get(move.other());
        if (move.done()) {
            publication.whenDone(() -> closed(data, server), () -> false);
        } else {
            ClientDatabase.beside(data, description(data).orElse(Database.conventional()), server);
        }
    }

    private static Output<Boolean> closed(ClientName data, PostgresServer server) {
        ClientDatabase.setAside(data, server);
        return Output.of(true);
    }

    private Optional<Database> description(ClientName data) {
        return plan.clients().stream()
                .filter(client -> client.data().equals(data))
                .findFirst()
                .flatMap(ClientPlan::database);
    }
}
