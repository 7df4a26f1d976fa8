package com.owndom.e2e;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a container reaches, tried from inside it. */
final class Reach {

    /** Prints a line for each {@code host:port}: open, refused, rejected on the way, silent, or unknown. */
    private static final String PROBE =
            """
            try_one() {
              if error=$(timeout 4 bash -c ": </dev/tcp/${1%:*}/${1##*:}" 2>&1); then outcome=open
              else case $error in
                *refused*) outcome=refused ;;
                *route*|*prohibited*|*nreachable*) outcome=rejected ;;
                *resol*|*known*|*ervice*) outcome=unknown ;;
                *) outcome=silent ;;
              esac; fi
              echo "$1 $outcome"
            }
            export -f try_one
            printf '%s\\n' "$@" | xargs -P 60 -I{} bash -c 'try_one {}'
            """;

    /** Sends a text to each address, and prints those that send it back within a second. */
    private static final String ASK =
            """
            const asked = process.argv.slice(1).map((it) => it.split(':'));
            for (const [host, port] of asked) {
              const socket = require('dgram').createSocket('udp4');
              socket.on('error', () => {});
              socket.on('message', () => console.log(host + ':' + port));
              socket.send('text', port, host, () => {});
            }
            setTimeout(() => process.exit(0), 1000);
            """;

    /** Tries an address thousands of times a second, and prints how often it was let in and how often not. */
    private static final String KNOCK =
            """
            const [host, port, seconds] = process.argv.slice(1);
            const end = Date.now() + seconds * 1000;
            const counts = { open: 0, closed: 0 };
            function knock() {
              if (Date.now() > end) return;
              const socket = require('net').connect({ host, port, timeout: 30 });
              const next = (outcome) => () => { counts[outcome]++; socket.destroy(); setTimeout(knock, 1); };
              socket.once('connect', next('open')).once('timeout', next('closed')).once('error', next('closed'));
            }
            for (let i = 0; i < 150; i++) knock();
            process.on('exit', () => console.log(counts.open + ' ' + counts.closed));
            """;

    private Reach() {}

    /** Each target's outcome over TCP. */
    static Map<String, String> from(Member member, Collection<String> targets) {
        var command = new ArrayList<>(
                member.hasBash()
                        ? List.of("docker", "exec", member.name())
                        : List.of("docker", "run", "--rm", "--network=container:" + member.name(), "postgres:17"));
        command.addAll(List.of(command(targets)));
        return outcomes(Shell.run(command.toArray(String[]::new)));
    }

    /** What tries all of them and prints the outcomes. */
    static String[] command(Collection<String> targets) {
        return Stream.concat(Stream.of("bash", "-c", PROBE, "probe"), targets.stream())
                .toArray(String[]::new);
    }

    static Map<String, String> outcomes(String printed) {
        var outcomes = new TreeMap<String, String>();
        printed.lines().map(it -> it.split(" ")).forEach(it -> outcomes.put(it[0], it[1]));
        return outcomes;
    }

    /** The addresses that answer over UDP; the container has Node. */
    static List<String> answering(Member member, Collection<String> targets) {
        return node(member, ASK, targets).lines().toList();
    }

    /** How often it was let in by an address that it tried for so long, and how often not; the container has Node. */
    static long[] knocking(Member member, String target, int seconds) {
        var address = target.split(":");
        var printed = node(member, KNOCK, List.of(address[0], address[1], String.valueOf(seconds)));
        return Stream.of(printed.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    private static String node(Member member, String script, Collection<String> arguments) {
        var command = Stream.of("docker", "exec", member.name(), "node", "--eval", script, "--");
        return Shell.run(Stream.concat(command, arguments.stream()).toArray(String[]::new));
    }

    /** Whether a packet got there, also when nothing listens. */
    static boolean arrived(String outcome) {
        return outcome.equals("open") || outcome.equals("refused");
    }
}
