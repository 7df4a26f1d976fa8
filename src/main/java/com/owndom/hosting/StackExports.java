package com.owndom.hosting;

import com.owndom.hosting.history.OtherClients;
import com.owndom.hosting.history.Rollbacks;
import com.owndom.hosting.job.KeptDatabases;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.text.Fingerprint;
import com.pulumi.Context;
import com.pulumi.core.Output;
import java.util.Map;

/**
 * Leaves an estate's outputs with the stack, beside what is there of clients that the update was not about.
 *
 * @param context of the stack
 * @param others those clients
 */
record StackExports(Context context, OtherClients others) {

    /** Exports what the next update reads. */
    void export(
            Output<Map<String, Map<String, String>>> clients,
            EstateOutputs outputs,
            Output<Map<String, String>> logins,
            Rollbacks rollbacks) {
        var last = others.last();
        context.export(LastUpdate.CLIENTS, clients);
        export(
                LastUpdate.DATABASES,
                new KeptDatabases(last.databases()).texts(),
                Output.of(outputs.databases(rollbacks.plan())));
        export(LastUpdate.VOLUMES, last.volumes(), Output.of(outputs.volumes(rollbacks.plan())));
        export(LastUpdate.LOGINS, last.logins(), logins);
        export(LastUpdate.ROLLBACKS, last.rollbacks(), Output.of(rollbacks.outputs()));
        export(LastUpdate.VERSIONS, last.versionLists(), outputs.versions(rollbacks::isActive));
        context.export(LastUpdate.SERVERS, Output.of(rollbacks.plan().images()));
        var sites = others.beside(last.sites(), outputs.sites());
        context.export(LastUpdate.RELEASE, sites.applyValue(StackExports::fingerprint));
        // For the next update alone: a plan does not print secrets, and this would fill a screen.
        context.export(LastUpdate.SITES, sites.asSecret());
    }

    private static String fingerprint(Map<String, String> sites) {
        var fingerprint = new Fingerprint();
        sites.forEach((client, site) -> fingerprint.text(client).text(site));
        return fingerprint.value();
    }

    private <T> void export(String name, Map<String, T> before, Output<? extends Map<String, T>> now) {
        context.export(name, others.beside(before, now));
    }
}
