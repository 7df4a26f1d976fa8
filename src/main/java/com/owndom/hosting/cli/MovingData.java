package com.owndom.hosting.cli;

import com.google.gson.JsonObject;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells of the clients whose data are on two servers.
 *
 * @param outputs of the stack
 */
record MovingData(JsonObject outputs) {

    private static final Pattern MOVE = Pattern.compile(", (copying to|moved from) (\\S+)$");

    /** A line for each client. */
    String lines() {
        return outputs.has("databases")
                ? outputs.getAsJsonObject("databases").entrySet().stream()
                        .map(it -> line(it.getKey(), it.getValue().getAsString()))
                        .collect(Collectors.joining())
                : "";
    }

    private static String line(String client, String state) {
        var move = MOVE.matcher(state);
        if (!move.find()) {
            return "";
        }
        return move.group(1).startsWith("moved")
                ? "%1$s moved from server %2$s, where what it had is kept: ./hosting move %1$s --confirm drops that.%n"
                        .formatted(client, move.group(2))
                : "%1$s is on its way to server %2$s: ./hosting move %1$s --to %2$s goes on, --abandon ends it.%n"
                        .formatted(client, move.group(2));
    }
}
