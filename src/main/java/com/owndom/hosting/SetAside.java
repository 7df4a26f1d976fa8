package com.owndom.hosting;

import com.owndom.hosting.app.KeptVolumes;
import com.owndom.hosting.database.ClientDatabase;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.proxy.Publication;
import com.pulumi.core.Output;
import java.util.Set;

/**
 * The data of clients that the program no longer has: declared on, so that they stay, are listed, and come back with the
 * client's line.
 *
 * @param plan of the clients that the program has
 * @param lastUpdate knows what there was
 */
record SetAside(EstatePlan plan, LastUpdate lastUpdate) {

    /** Closes the databases once no route leads to what uses them; an update that does not get there leaves them open. */
    void declare(PostgresServers postgres, KeptVolumes volumes, Publication publication) {
        publication.whenDone(() -> closeDatabases(postgres), Set::of);
        var used = plan.volumes();
        lastUpdate.data().volumes().keySet().forEach(client -> lastUpdate
                .data()
                .volumesSetAside(client, used.getOrDefault(client, Set.of()))
                .forEach(volume -> volumes.keep(new ClientName(client), volume)));
    }

    private Output<Set<String>> closeDatabases(PostgresServers postgres) {
        var closed = lastUpdate.data().databasesSetAside(plan.withDatabase().keySet());
        closed.forEach(client -> ClientDatabase.setAside(
                new ClientName(client),
                postgres.get(lastUpdate.data().databases().get(client).server())));
        return Output.of(closed);
    }
}
