package com.owndom.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** S3 storage on another machine, as containers see it: in memory, and no request that is not signed with its key. */
final class S3Storage implements AutoCloseable {

    private final String address = Docker.hostAddress();
    private final int port = FreePort.next();
    private final Path directory = Files.createTempDirectory("s3");
    private Process process;

    S3Storage() throws IOException {
        Shell.run("sh", "-c", "cd toolchain/s3 && CGO_ENABLED=0 go build -trimpath -o " + directory + " .");
    }

    /** Starts anew, with nothing in it. */
    void start(String accessKey, String secretKey) throws IOException {
        stop();
        process = new ProcessBuilder(directory + "/s3", address + ":" + port, accessKey, secretKey)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    /** As the setting backupRepository has it. */
    String repository() {
        return "s3:http://%s:%d/backups/owndom".formatted(address, port);
    }

    private void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().join();
        }
    }

    @Override
    public void close() {
        stop();
        Shell.run("rm", "--recursive", "--force", directory.toString());
    }
}
