package com.owndom.hosting.history;

import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.pulumi.Context;
import java.util.Set;

/**
 * Databases in the stack's state that no output tells of: an update that made them did not come to its end.
 *
 * @param databases logical names of all that are in the state
 */
record UnlistedData(Set<String> databases) {

    private static final String DATABASE = "postgresql:index/database:Database";

    /** Reads the state, unless the update is about some clients alone: it leaves all others be. */
    static UnlistedData of(Context context, Selection selection) {
        return new UnlistedData(
                selection.isAll() ? StackResources.names(context, DATABASE).keySet() : Set.of());
    }

    /** What the last update left, with those of clients that the program does not have: they are set aside like others. */
    LastUpdate in(LastUpdate last, EstatePlan plan) {
        var listed = last;
        for (var name : databases) {
            var parts = name.split("@", 2);
            if (!listed.databases().containsKey(parts[0])
                    && !plan.withDatabase().containsKey(parts[0])) {
                listed =
                        listed.with(parts[0], KeptDatabase.inUse(parts.length == 1 ? DatabaseServer.SHARED : parts[1]));
            }
        }
        return listed;
    }
}
