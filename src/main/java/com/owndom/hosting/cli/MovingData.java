package com.owndom.hosting.cli;

import com.google.gson.JsonObject;
import com.owndom.hosting.job.DatabaseMove;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.StackOutput;
import java.util.stream.Collectors;

/**
 * Tells of the clients whose data are on two servers.
 *
 * @param outputs of the stack
 */
record MovingData(JsonObject outputs) {

    /** A line for each client. */
    String lines() {
        return outputs.has(StackOutput.DATABASES.key())
                ? outputs.getAsJsonObject(StackOutput.DATABASES.key()).entrySet().stream()
                        .map(it -> line(it.getKey(), it.getValue().getAsString()))
                        .collect(Collectors.joining())
                : "";
    }

    private static String line(String client, String state) {
        return KeptDatabase.of(state).move().map(it -> line(client, it)).orElse("");
    }

    private static String line(String client, DatabaseMove move) {
        return move.done()
                ? "%1$s moved from server %2$s, where what it had is kept: ./hosting move %1$s --confirm drops that.%n"
                        .formatted(client, move.other())
                : "%1$s is on its way to server %2$s: ./hosting move %1$s --to %2$s goes on, --abandon ends it.%n"
                        .formatted(client, move.other());
    }
}
