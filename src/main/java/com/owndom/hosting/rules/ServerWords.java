package com.owndom.hosting.rules;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.database.DatabaseServer;
import java.util.Locale;
import java.util.Map;

/**
 * How a person says something else of a server: the one that every estate has is described by settings, others in the program.
 *
 * @param server which
 */
record ServerWords(DatabaseServer server) {

    private static final Map<String, String> SETTINGS = Map.of("memory", "postgresMemory");

    static ServerWords of(DatabaseServer server) {
        return new ServerWords(server);
    }

    /** A problem with one of its properties, {@code maxConnections}, and the value to write instead. */
    Problem problem(String property, String value, String rule, String better, String orElse) {
        return server.isShared()
                ? new Problem(setting(property), value, rule, fix(property, better) + orElse)
                : new Problem(
                        "server " + server.name(), words(property) + " " + value, rule, fix(property, better) + orElse);
    }

    /** What to do to give a property that value. */
    String fix(String property, String better) {
        return server.isShared()
                ? "pulumi config set " + setting(property) + " " + better
                : "write " + method(property, better);
    }

    private static String method(String property, String better) {
        var argument = better.replaceFirst(",.*", "");
        var quoted = argument.matches("[0-9]+") ? argument : '"' + argument + '"';
        return "with%s%s(%s)%s"
                .formatted(
                        property.substring(0, 1).toUpperCase(Locale.ROOT),
                        property.substring(1),
                        quoted,
                        better.substring(argument.length()));
    }

    private static String setting(String property) {
        return SETTINGS.getOrDefault(property, property);
    }

    private static String words(String property) {
        return property.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }
}
