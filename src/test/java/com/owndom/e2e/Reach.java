package com.owndom.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a container reaches over TCP, tried from inside it. */
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

    private Reach() {}

    /** Each target's outcome. */
    static Map<String, String> from(String container, List<String> targets) {
        var command = new ArrayList<>(List.of("docker", "exec", container, "bash", "-c", PROBE, "probe"));
        command.addAll(targets);
        var outcomes = new TreeMap<String, String>();
        Shell.run(command.toArray(String[]::new))
                .lines()
                .map(it -> it.split(" "))
                .forEach(it -> outcomes.put(it[0], it[1]));
        return outcomes;
    }

    /** Whether a packet got there, also when nothing listens. */
    static boolean arrived(String outcome) {
        return outcome.equals("open") || outcome.equals("refused");
    }
}
