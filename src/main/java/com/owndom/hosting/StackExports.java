package com.owndom.hosting;

import com.owndom.hosting.history.OtherClients;
import com.owndom.hosting.history.Rollbacks;
import com.owndom.hosting.job.StackOutput;
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
        context.export(StackOutput.CLIENTS.key(), clients);
        export(StackOutput.DATABASES, last.data().databaseTexts(), Output.of(outputs.databases(rollbacks.plan())));
        export(StackOutput.VOLUMES, last.data().volumes(), Output.of(outputs.volumes(rollbacks.plan())));
        export(StackOutput.LOGINS, last.data().logins(), logins);
        export(StackOutput.ROLLBACKS, last.clients().rollbacks(), Output.of(rollbacks.outputs()));
        export(StackOutput.VERSIONS, last.clients().versionLists(), outputs.versions(rollbacks::isActive));
        context.export(StackOutput.SERVERS.key(), Output.of(rollbacks.plan().images()));
        var sites = others.beside(last.clients().sites(), outputs.sites());
        context.export(StackOutput.RELEASE.key(), sites.applyValue(StackExports::fingerprint));
        // For the next update alone: a plan does not print secrets, and this would fill a screen.
        context.export(StackOutput.SITES.key(), sites.asSecret());
    }

    private static String fingerprint(Map<String, String> sites) {
        var fingerprint = new Fingerprint();
        sites.forEach((client, site) -> fingerprint.text(client).text(site));
        return fingerprint.value();
    }

    private <T> void export(StackOutput output, Map<String, T> before, Output<? extends Map<String, T>> now) {
        context.export(output.key(), others.beside(before, now));
    }
}
