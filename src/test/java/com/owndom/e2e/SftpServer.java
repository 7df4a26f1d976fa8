package com.owndom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Storage on another machine, as containers see it: an ssh server on this host that lets in one key, to files alone. */
final class SftpServer implements AutoCloseable {

    private final String address = Docker.hostAddress();
    private final SshServer server = new SshServer(
            address, "PermitRootLogin prohibit-password", "Subsystem sftp internal-sftp", "ForceCommand internal-sftp");

    SftpServer() throws IOException {
        Files.createDirectory(server.directory.resolve("storage"));
    }

    /** As the setting backupRepository has it. */
    String repository() {
        return "sftp://root@%s:%d/%s/storage/backups".formatted(address, server.port, server.directory);
    }

    Path storage() {
        return server.directory.resolve("storage/backups");
    }

    void start() throws IOException {
        server.start();
    }

    /** In the middle of what is going on. */
    void stop() {
        server.stop();
    }

    String key() throws IOException {
        return server.key("user");
    }

    String knownHosts() throws IOException {
        return "[%s]:%d %s".formatted(address, server.port, server.key("host.pub"));
    }

    @Override
    public void close() {
        server.close();
    }
}
