package com.owndom.hosting.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteHostTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void readByTheLauncher() throws IOException {
        file = Files.writeString(
                directory.resolve("host"),
                """
                8
                MemTotal:       16370000 kB
                Iface\tDestination\tGateway
                eth0\t00000000\t010200C0
                """);
    }

    @Test
    void whatTheLauncherHasReadIsKnown() {
        assertThat(RemoteHost.of("ssh://ops@host", Optional.of(file)))
                .contains(new RemoteHost(
                        8,
                        "MemTotal:       16370000 kB",
                        List.of("Iface\tDestination\tGateway", "eth0\t00000000\t010200C0")));
    }

    @Test
    void ofThisMachineTheMachineItselfIsAsked() {
        assertThat(RemoteHost.of("unix:///var/run/docker.sock", Optional.of(file)))
                .isEmpty();
    }

    @Test
    void withoutTheLauncherNothingIsKnown() {
        assertThat(RemoteHost.of("ssh://ops@host", Optional.empty())).isEmpty();
        assertThat(HostCapacity.of("ssh://ops@host")).isEmpty();
    }

    @Test
    void itsCapacityIsWhatContainersMayHave() {
        var host = RemoteHost.of("ssh://ops@host", Optional.of(file));
        assertThat(host.map(HostCapacity::of)).contains(new HostCapacity(new MemorySize(15_986), 8));
    }
}
