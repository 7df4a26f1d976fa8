package com.owndom.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's Docker daemon, stopped and started as a reboot does it. Takes root, or sudo without a password. */
final class Daemon {

    private static final Path PID = Path.of("/var/run/docker.pid");
    private static final boolean SYSTEMD = Files.isDirectory(Path.of("/run/systemd/system"));

    private Daemon() {}

    /** Stops it with all its containers, runs the command as root, and starts it as toolchain/docker.sh does. */
    static void restart(String meanwhile) {
        asRoot(SYSTEMD ? "systemctl stop docker.socket docker" : stopProcess());
        asRoot(meanwhile);
        asRoot(SYSTEMD ? "systemctl start docker" : startProcess());
        Shell.run("sh", "-c", "timeout 120 sh -c 'until docker version >/dev/null 2>&1; do sleep 0.2; done'");
    }

    private static String stopProcess() {
        return "pid=$(cat %s) && kill -TERM $pid && timeout 120 sh -c \"while kill -0 $pid 2>/dev/null; do sleep 0.2; done\""
                .formatted(PID);
    }

    private static String startProcess() {
        var log = "${XDG_CACHE_HOME:-$HOME/.cache}/owndom-hosting/dockerd.log";
        return "setsid dockerd >>" + log + " 2>&1 </dev/null &";
    }

    private static void asRoot(String command) {
        var root = new ArrayList<>(List.of("sh", "-c", command));
        if (!Shell.run("id", "--user").equals("0")) {
            root.addAll(0, List.of("sudo", "--non-interactive"));
        }
        Shell.run(root.toArray(String[]::new));
    }
}
