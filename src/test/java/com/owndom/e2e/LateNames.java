package com.owndom.e2e;

/**
 * Docker's name service answering one container late, as it does for moments on an overloaded machine: long enough that
 * whoever sends visitors to a name that he has not learnt fails them.
 */
final class LateNames implements AutoCloseable {

    private static final String PORT = "5353";

    /** Passes questions on to where Docker listens, and the answers back two seconds later. */
    private static final String SCRIPT =
            """
            import socket, sys, threading, time
            late = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            late.bind(('127.0.0.1', int(sys.argv[1])))
            def answer(question, whom):
                docker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                docker.sendto(question, ('127.0.0.11', int(sys.argv[2])))
                reply = docker.recv(65535)
                time.sleep(2)
                late.sendto(reply, whom)
            while True:
                threading.Thread(target=answer, args=late.recvfrom(65535)).start()
            """;

    private final String container;
    private final String server;

    LateNames(String container) {
        this.container = container;
        var docker = filter("-S DOCKER_OUTPUT | sed -n 's/.*udp.*127.0.0.11:\\([0-9]*\\)$/\\1/p'");
        server = Shell.run(
                "docker",
                "run",
                "--detach",
                "--init",
                "--network=container:" + container,
                "python:3.13",
                "python3",
                "-c",
                SCRIPT,
                PORT,
                docker);
    }

    /** From now on. */
    void begin() {
        filter(rule("-I"));
    }

    private static String rule(String change) {
        return change + " OUTPUT -d 127.0.0.11 -p udp --dport 53 -j DNAT --to-destination 127.0.0.1:" + PORT;
    }

    /** In the container's own network. */
    private String filter(String arguments) {
        return Shell.run(
                "docker",
                "run",
                "--rm",
                "--network=container:" + container,
                "--cap-add=NET_ADMIN",
                "docker:28-dind",
                "sh",
                "-c",
                "$(command -v iptables-nft || echo iptables) -t nat " + arguments);
    }

    @Override
    public void close() {
        filter(rule("-D"));
        Shell.run("docker", "rm", "--force", server);
    }
}
