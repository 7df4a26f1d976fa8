package com.owndom.hosting.rules;

import com.owndom.hosting.backup.Backups;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.container.Cores;
import com.owndom.hosting.container.HostCapacity;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.settings.Pooling;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The containers that serve, and what each may use.
 *
 * @param plan of the estate
 */
record LimitedContainers(EstatePlan plan) {

    /**
     * One of them.
     *
     * @param name as a problem names it
     * @param memory its limit; empty when it is written wrong, which is another problem
     * @param cpus cores it may use, as it is written
     */
    private record Limited(String name, Optional<MemorySize> memory, String cpus) {

        private Stream<Problem> beyond(HostCapacity host) {
            var tooMuch = memory.filter(it -> it.mebibytes() > host.memory().mebibytes())
                    .map(it -> new Problem(
                            name, "memory " + it, "the host has " + host.memory(), "lower it to what it needs"));
            var tooMany = Cores.parse(cpus)
                    .filter(it -> it.number() > host.cores())
                    .map(any -> new Problem(
                            name,
                            "cores " + cpus,
                            "the host has " + host.cores() + ", and Docker refuses more",
                            "lower it to %d.0 or less".formatted(host.cores())));
            return Stream.of(tooMuch, tooMany).flatMap(Optional::stream);
        }
    }

    /** What they may use and the host does not have. */
    List<Problem> beyond(HostCapacity host) {
        return all().flatMap(it -> it.beyond(host)).toList();
    }

    private Stream<Limited> all() {
        var settings = plan.settings();
        var proxy = new Limited(
                "proxy",
                Optional.of(settings.servers().proxyMemory()),
                settings.servers().proxyCpus());
        var servers = plan.servers().stream().map(it -> new Limited(it.host(), it.memoryLimit(), it.cpus()));
        var apps = plan.clients().stream()
                .flatMap(client -> client.apps())
                .map(it -> new Limited(
                        it.subject(),
                        MemorySize.parse(it.app().memory()),
                        it.app().cpus()));
        var backups = plan.servers().stream()
                .filter(any -> settings.backups().on())
                .map(it -> new Limited(
                        "backups of " + it.host(),
                        Optional.of(settings.backups().memory()),
                        Backups.CPUS));
        var pools = plan.servers().stream()
                .filter(it -> settings.pooling().of(it.name()).isPresent())
                .map(it -> new Limited(it.poolHost(), Optional.of(Pooling.MEMORY), Pooling.CPUS));
        return Stream.of(Stream.of(proxy), servers, pools, backups, apps).flatMap(it -> it);
    }

    /** What there is to say of the sum. */
    Optional<String> note(HostCapacity host) {
        var sum = all().flatMap(it -> it.memory().stream())
                .mapToLong(MemorySize::mebibytes)
                .sum();
        return sum <= host.memory().mebibytes()
                ? Optional.empty()
                : Optional.of(
                        "The containers' memory limits add up to %d MiB, and the host has %d: should all use theirs, the kernel ends some"
                                .formatted(sum, host.memory().mebibytes()));
    }
}
