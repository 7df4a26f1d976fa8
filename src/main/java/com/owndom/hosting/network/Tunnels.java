package com.owndom.hosting.network;

import com.owndom.hosting.command.Command;
import com.pulumi.exceptions.RunException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * Leads to ports of a Docker host's loopback, through the connection that the launcher holds to it. Without one, as with
 * plain {@code pulumi}, they are a person's own matter.
 *
 * @param dockerHost {@code ssh://user@host:port}
 */
public record Tunnels(String dockerHost) {

    /** Set by the launcher, and read by the ssh that it puts on PATH. */
    private static final String CONNECTION = "HOSTING_SSH_CONTROL";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Opens one for each port, unless it is open; refuses when a port of this machine is in use. */
    public void open(Collection<Integer> ports) {
        if (Optional.ofNullable(System.getenv(CONNECTION)).orElse("").isEmpty()) {
            return;
        }
        ports.forEach(this::open);
    }

    private void open(int port) {
        var forward = "127.0.0.1:%1$d:127.0.0.1:%1$d".formatted(port);
        var ssh = Command.of("ssh", "-O", "forward", "-L", forward, dockerHost).run(LIMIT);
        if (!ssh.succeeded()) {
            throw new RunException(
                    "Port %d of %s can't be reached from this machine, and nothing was changed. ssh says: %s; is the port in use here?"
                            .formatted(port, dockerHost, ssh.complaint()));
        }
    }
}
