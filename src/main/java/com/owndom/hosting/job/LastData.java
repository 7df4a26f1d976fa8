package com.owndom.hosting.job;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The data that there were after the last update, by the name that they have: that of the client, or its first one.
 *
 * @param databases where each is, and whether it is in use
 * @param volumes by their short names, {@code in use} or {@code set aside since 2026-11-23}
 * @param logins the roles that log in to the databases
 */
public record LastData(
        Map<String, KeptDatabase> databases, Map<String, Map<String, String>> volumes, Map<String, String> logins) {

    private static final String IN_USE = "in use";

    /** Copies the maps. */
    public LastData {
        databases = Map.copyOf(databases);
        volumes = Map.copyOf(volumes);
        logins = Map.copyOf(logins);
    }

    static LastData of(Map<?, ?> outputs) {
        return new LastData(
                OutputValues.databases(outputs.get(StackOutput.DATABASES.key())),
                OutputValues.maps(outputs.get(StackOutput.VOLUMES.key())),
                OutputValues.texts(outputs.get(StackOutput.LOGINS.key())));
    }

    LastData of(Predicate<String> names) {
        return new LastData(
                LastUpdate.only(names, databases), LastUpdate.only(names, volumes), LastUpdate.only(names, logins));
    }

    LastData with(String name, KeptDatabase database) {
        var changed = new TreeMap<>(databases);
        changed.put(name, database);
        return new LastData(changed, volumes, logins);
    }

    LastData withVolume(String name, String volume) {
        var ofName = new TreeMap<>(volumes.getOrDefault(name, Map.of()));
        ofName.putIfAbsent(volume, IN_USE);
        var changed = new TreeMap<>(volumes);
        changed.put(name, ofName);
        return new LastData(databases, changed, logins);
    }

    LastData withoutUnused(String name, boolean database, Set<String> used) {
        var ofOthers = new TreeMap<>(volumes);
        ofOthers.computeIfPresent(name, (any, states) -> LastUpdate.only(used::contains, states));
        return new LastData(LastUpdate.only(it -> database || !it.equals(name), databases), ofOthers, logins);
    }

    /** Whether apps log in as the owner of the database: they did before there was a role for it. */
    public boolean ownerLogsIn(String name) {
        return databases.containsKey(name) && databases.get(name).isInUse() && !logins.containsKey(name);
    }

    /** The server with the database of that name, in use or set aside. */
    public Optional<String> server(String name) {
        return Optional.ofNullable(databases.get(name)).map(KeptDatabase::server);
    }

    /** The databases that stay on their servers though the program does not have them any more. */
    public Set<String> databasesSetAside(Set<String> used) {
        return new KeptData<>(databases).setAside(used);
    }

    /** The volumes that stay on the host though nothing of the program uses them any more. */
    public Set<String> volumesSetAside(String name, Set<String> used) {
        return new KeptData<>(volumes.getOrDefault(name, Map.of())).setAside(used);
    }

    /** The databases as they are left in the stack's outputs. */
    public SortedMap<String, String> databaseTexts() {
        return texts(databases);
    }

    /** The same to leave for the next update, with the server of each that is used. */
    public SortedMap<String, String> databaseTexts(Map<String, String> servers, Instant now) {
        var used = new TreeMap<String, KeptDatabase>();
        servers.forEach((name, server) -> used.put(
                name, databases.getOrDefault(name, KeptDatabase.inUse(server)).inUseOn(server)));
        return texts(new KeptData<>(databases).next(used, it -> it.setAside(day(now))));
    }

    /** The volumes to leave for the next update: all that there are or were. */
    public SortedMap<String, Map<String, String>> volumes(Map<String, Set<String>> used, Instant now) {
        var left = new TreeMap<String, Map<String, String>>();
        Stream.concat(volumes.keySet().stream(), used.keySet().stream()).forEach(name -> {
            var inUse = used.getOrDefault(name, Set.of()).stream().collect(Collectors.toMap(it -> it, it -> IN_USE));
            var kept = new KeptData<>(volumes.getOrDefault(name, Map.of()));
            left.put(name, kept.next(inUse, it -> IN_USE.equals(it) ? "set aside since " + day(now) : it));
        });
        return left;
    }

    private static SortedMap<String, String> texts(Map<String, KeptDatabase> databases) {
        var texts = new TreeMap<String, String>();
        databases.forEach((name, database) -> texts.put(name, database.toString()));
        return texts;
    }

    private static LocalDate day(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}
