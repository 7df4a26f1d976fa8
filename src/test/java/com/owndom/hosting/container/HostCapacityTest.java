package com.owndom.hosting.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HostCapacityTest {

    @Test
    void readsTheMemoryOfLargeHostsToo() {
        assertThat(HostCapacity.memory(Stream.of("MemTotal:       16384000 kB", "MemFree:         1024 kB")))
                .contains(new MemorySize(16_000));
        assertThat(HostCapacity.memory(Stream.of("MemTotal:       4294967296 kB")))
                .contains(new MemorySize(4_194_304));
        assertThat(HostCapacity.memory(Stream.of())).isEmpty();
    }
}
