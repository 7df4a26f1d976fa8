package com.owndom.e2e;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The containers of one stack, as the daemon tells of them.
 *
 * @param stack the stack's name
 */
record Docker(String stack) {

    /** Id and start time by the client's app or the server's name; jobs are left out. */
    Map<String, String> lives() {
        var lives = new TreeMap<String, String>();
        var format =
                "{{.ID}}\t{{.Label \"com.owndom.client\"}}\t{{.Label \"com.owndom.app\"}}\t{{.Label \"com.owndom.server\"}}\t.";
        Shell.run("docker", "ps", "--no-trunc", "--filter", "label=com.owndom.stack=" + stack, "--format", format)
                .lines()
                .map(line -> line.split("\t", -1))
                .forEach(
                        it -> lives.merge(it[1] + it[3] + (it[2].isEmpty() ? "" : "-" + it[2]), life(it[0]), (a, b) -> {
                            throw new AssertionError("two containers of " + it[1] + " " + it[2]);
                        }));
        return lives;
    }

    private static String life(String id) {
        return inspect(id, "{{.Id}} started {{.State.StartedAt}} restarts {{.RestartCount}}");
    }

    /** The id of a running container by client and app. */
    String id(String client, String app) {
        return Shell.run(
                "docker",
                "ps",
                "--quiet",
                "--no-trunc",
                "--filter",
                "label=com.owndom.stack=" + stack,
                "--filter",
                "label=com.owndom.client=" + client,
                "--filter",
                "label=com.owndom.app=" + app);
    }

    /** What a statement of the superuser's returns, in a database of the clients' server. */
    String sql(String database, String statement) {
        return sql("postgres", database, statement);
    }

    /** The same on one of several servers, by its label. */
    String sql(String server, String database, String statement) {
        return Shell.run(
                "docker",
                "exec",
                server(server),
                "psql",
                "--username=postgres",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--dbname=" + database,
                "--command=" + statement);
    }

    /** What the program says that makes the backups of the clients' server; fails when it does. */
    String backup(String... arguments) {
        return backupOf("backups", arguments);
    }

    /** The same in the container of one of several servers, by its label. */
    String backupOf(String server, String... arguments) {
        var exec = Stream.of("docker", "exec", server(server), "backup");
        return Shell.run(Stream.concat(exec, Stream.of(arguments)).toArray(String[]::new));
    }

    private String server(String name) {
        return Shell.run(
                "docker",
                "ps",
                "--quiet",
                "--filter",
                "label=com.owndom.stack=" + stack,
                "--filter",
                "label=com.owndom.server=" + name);
    }

    static String inspect(String id, String format) {
        return Shell.run("docker", "inspect", "--format", format, id);
    }

    /** The value of a variable in a container's environment. */
    static String environment(String id, String variable) {
        return inspect(id, "{{range .Config.Env}}{{println .}}{{end}}")
                .lines()
                .filter(it -> it.startsWith(variable + "="))
                .map(it -> it.substring(variable.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    /** Removes everything of the stack, data included. */
    void removeAll() {
        // Stopped last and in good order, the firewall takes its rules with it.
        remove(
                "docker ps --all --format '{{.ID}} {{.Label \"com.owndom.server\"}}' %s | grep -v firewall | cut -d' ' -f1");
        Shell.run("sh", "-c", "docker ps --quiet %s | xargs -r docker stop".formatted(ofStack()));
        remove("docker ps --all --quiet %s");
        removeNamed("network");
        removeNamed("volume");
    }

    /** On a busy machine Docker lets go of a network some time after its containers have gone, and 20.10 sometimes never. */
    private void removeNamed(String kind) {
        var script =
                """
                for i in $(seq 10); do
                  docker %1$s ls --format '{{.Name}}' | grep -- '_%2$s$' | xargs -r docker %1$s rm >/dev/null 2>&1 && exit
                  sleep 1
                done
                docker %1$s ls --format 'Docker keeps: {{.Name}}' | grep -- '_%2$s$'
                """;
        var left = Shell.run("sh", "-c", script.formatted(kind, stack));
        if (!left.isEmpty()) {
            System.out.println(left);
        }
    }

    private void remove(String list) {
        Shell.run("sh", "-c", list.formatted(ofStack()) + " | xargs -r docker rm --force --volumes");
    }

    private String ofStack() {
        return "--filter label=com.owndom.stack=" + stack;
    }

    /** This host's, as containers reach it; Docker itself does not tell before its second start. */
    static String hostAddress() throws IOException {
        return NetworkInterface.getByName("docker0")
                .inetAddresses()
                .filter(Inet4Address.class::isInstance)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow();
    }
}
