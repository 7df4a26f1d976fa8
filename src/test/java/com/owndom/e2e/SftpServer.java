package com.owndom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Storage on another machine, as containers see it: an ssh server on this host that lets in one key, to files alone. */
final class SftpServer implements AutoCloseable {

    private final Path directory;
    private final Process server;
    private final String address =
            Shell.run("docker", "network", "inspect", "bridge", "--format", "{{(index .IPAM.Config 0).Gateway}}");
    private final int port = FreePort.next();

    SftpServer() throws IOException {
        directory = Files.createTempDirectory("sftp");
        Files.createDirectory(directory.resolve("storage"));
        for (var key : List.of("host", "user")) {
            Shell.run(
                    "ssh-keygen",
                    "-q",
                    "-t",
                    "ed25519",
                    "-N",
                    "",
                    "-f",
                    directory.resolve(key).toString());
        }
        server = start();
    }

    /** As the setting backupRepository has it. */
    String repository() {
        return "sftp://root@%s:%d/%s/storage/backups".formatted(address, port, directory);
    }

    Path storage() {
        return directory.resolve("storage/backups");
    }

    String key() throws IOException {
        return Files.readString(directory.resolve("user"));
    }

    String knownHosts() throws IOException {
        return "[%s]:%d %s".formatted(address, port, Files.readString(directory.resolve("host.pub")));
    }

    private Process start() throws IOException {
        var configuration = Files.writeString(
                directory.resolve("sshd_config"),
                """
                ListenAddress %1$s:%2$d
                HostKey %3$s/host
                AuthorizedKeysFile %3$s/user.pub
                AuthenticationMethods publickey
                PermitRootLogin prohibit-password
                StrictModes no
                UsePAM no
                PidFile none
                Subsystem sftp internal-sftp
                ForceCommand internal-sftp
                """
                        .formatted(address, port, directory));
        // Where Debian's sshd goes when it has nothing to see.
        Files.createDirectories(Path.of("/run/sshd"));
        return new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
    }

    @Override
    public void close() {
        server.destroy();
        Shell.run("rm", "--recursive", directory.toString());
    }
}
