package com.owndom.hosting.job;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the last update left in the stack's outputs and state, read by this one.
 *
 * @param jobs version and time of every job that succeeded, by its logical name; one that is missing, or there with another
 *     version, gets a new trigger, which makes the engine run it again although nothing else has changed
 * @param data by the name that they have
 * @param clients by their names
 * @param servers the image of each database server, by its name
 * @param now the time of this update
 */
public record LastUpdate(
        Map<String, String> jobs, LastData data, LastClients clients, Map<String, String> servers, Instant now) {

    /** Copies the maps. */
    public LastUpdate {
        jobs = Map.copyOf(jobs);
        servers = Map.copyOf(servers);
    }

    /** Reads the stack's outputs, written only at the end of an update that succeeded; the state knows which jobs did. */
    public static LastUpdate of(Map<?, ?> outputs, StackResources state) {
        return new LastUpdate(
                state.jobs(),
                LastData.of(outputs),
                LastClients.of(outputs),
                OutputValues.texts(outputs.get(StackOutput.SERVERS.key())),
                Instant.now());
    }

    /**
     * What it left of some clients; and every job, for a job is not told from its name whose it is.
     *
     * @param ofClients tells them by their names
     * @param ofData tells their data by the names that these have, which may be former ones
     */
    public LastUpdate of(Predicate<String> ofClients, Predicate<String> ofData) {
        return new LastUpdate(jobs, data.of(ofData), clients.of(ofClients), servers, now);
    }

    /** The same with another state of a database. */
    public LastUpdate with(String name, KeptDatabase database) {
        return new LastUpdate(jobs, data.with(name, database), clients, servers, now);
    }

    /** The same with a volume, in use unless it is known already. */
    public LastUpdate withVolume(String name, String volume) {
        return new LastUpdate(jobs, data.withVolume(name, volume), clients, servers, now);
    }

    /** The same without what is set aside of that name, beside a database and volumes that are used. */
    public LastUpdate withoutUnused(String name, boolean database, Set<String> volumes) {
        return new LastUpdate(jobs, data.withoutUnused(name, database, volumes), clients, servers, now);
    }

    /** The same with the sites and versions that are published, by the clients' names; one of before was rolled back to. */
    public LastUpdate published(Map<String, String> sites, Map<String, String> versions) {
        return new LastUpdate(jobs, data, clients.published(sites, versions), servers, now);
    }

    /** The trigger that a job has to run with: its last one when that version of it succeeded, else a new one. */
    String trigger(String job, String version) {
        var last = jobs.getOrDefault(job, "");
        return last.startsWith(version + " ") ? last : version + " " + now;
    }

    static <T> Map<String, T> only(Predicate<String> names, Map<String, T> byName) {
        return byName.entrySet().stream()
                .filter(it -> names.test(it.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
