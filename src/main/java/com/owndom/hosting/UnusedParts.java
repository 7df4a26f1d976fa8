package com.owndom.hosting;

import com.owndom.hosting.backup.BackedUpClient;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What clients of the program do not use any more: it is set aside, and backed up before it is forgotten.
 *
 * @param backups of which it is a part
 */
record UnusedParts(EstateBackups backups) {

    /** The clients with such data in what a server's container backs up. */
    List<BackedUpClient> on(DatabaseServer server) {
        return backups.plan().clients().stream()
                .map(this::of)
                .filter(BackedUpClient::hasData)
                .filter(it -> it.server().equals(server.name()))
                .toList();
    }

    private BackedUpClient of(ClientPlan client) {
        var database = Optional.ofNullable(last().data().databases().get(data(client)))
                .filter(any -> client.database().isEmpty());
        var volumes = last().data().volumesSetAside(data(client), client.volumes());
        return new BackedUpClient(
                client.name(),
                client.data(),
                EstateBackups.ASKED_FOR.withKeep(until(database, volumes(client, volumes))),
                backups.home(client),
                database.isPresent(),
                backups.volumes(client.data(), volumes));
    }

    /** Older backups are kept, {@code database:2026-11-23,volumes:2026-11-25}: newer ones do not have them. */
    private String until(Optional<KeptDatabase> database, Stream<KeptDatabase> volumes) {
        var ofDatabase = database.map(it -> "database:" + day(it));
        var ofVolumes = volumes.map(this::day).max(Comparator.naturalOrder()).map(it -> "volumes:" + it);
        return Stream.of(ofDatabase, ofVolumes).flatMap(Optional::stream).collect(Collectors.joining(","));
    }

    /** A volume's state is that of a database on the server that every estate has. */
    private Stream<KeptDatabase> volumes(ClientPlan client, Set<String> names) {
        var states = last().data().volumes().getOrDefault(data(client), Map.of());
        return names.stream().map(states::get).map(KeptDatabase::of);
    }

    private LocalDate day(KeptDatabase part) {
        return part.setAside().orElseGet(() -> LocalDate.ofInstant(last().now(), ZoneOffset.UTC));
    }

    private LastUpdate last() {
        return backups.last();
    }

    private static String data(ClientPlan client) {
        return client.data().value();
    }
}
