package com.owndom.hosting.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the last update left in the stack's outputs and state, read by this one: {@code jobs}, the trigger of every job
 * that succeeded, and {@code databases}, since when each is in use or set aside.
 *
 * @param jobs version and time by the job's logical name; a job that is missing, or there with another version, gets a
 *     new trigger, which makes the engine run it again although nothing else has changed
 * @param databases where each is, and whether it is in use, by the client's name
 * @param volumes the same of each client's volumes, by the volume's short name, by the client's name
 * @param dns the DNS records that were there by logical name, by the client's name
 * @param clients what a person was told of each client, by its name
 * @param rollbacks what was asked and what the program had then, by the client's name
 * @param versions that served, by the client's name
 * @param sites what is published of each client, by its name; an empty text for one that never was
 * @param logins the roles that log in to the databases, by the client's name
 * @param servers the image of each database server, by its name
 * @param now the time of this update
 */
public record LastUpdate(
        Map<String, String> jobs,
        Map<String, KeptDatabase> databases,
        Map<String, Map<String, String>> volumes,
        Map<String, Map<String, String>> dns,
        Map<String, Map<String, String>> clients,
        Map<String, Map<String, String>> rollbacks,
        Map<String, ServedVersions> versions,
        Map<String, String> sites,
        Map<String, String> logins,
        Map<String, String> servers,
        Instant now) {

    /** The stack output of the clients that were taken back to an older version. */
    public static final String ROLLBACKS = "rollbacks";

    /** The stack output that changes with what is published. */
    public static final String RELEASE = "release";

    /** The stack output of the versions that served. */
    public static final String VERSIONS = "versions";

    /** The stack output of what is published of each client. */
    public static final String SITES = "sites";

    /** The stack output of the roles that log in to the databases. */
    public static final String LOGINS = "logins";

    /** The stack output of the database servers' images. */
    public static final String SERVERS = "servers";

    /** The stack output of what a person wants to know of each client. */
    public static final String CLIENTS = "clients";

    /** The stack output of the databases on the servers. */
    public static final String DATABASES = "databases";

    /** The stack output of the clients' volumes. */
    public static final String VOLUMES = "volumes";

    /** The stack output of the DNS records that the estate keeps. */
    public static final String DNS = "dns";

    /** Copies the outputs. */
    public LastUpdate {
        jobs = Map.copyOf(jobs);
        databases = Map.copyOf(databases);
        volumes = Map.copyOf(volumes);
        dns = Map.copyOf(dns);
        clients = Map.copyOf(clients);
        rollbacks = Map.copyOf(rollbacks);
        versions = Map.copyOf(versions);
        sites = Map.copyOf(sites);
        logins = Map.copyOf(logins);
        servers = Map.copyOf(servers);
    }

    /** Reads the stack's outputs, written only at the end of an update that succeeded; the state knows which jobs did. */
    public static LastUpdate of(Map<?, ?> outputs, StackResources state) {
        return new LastUpdate(
                state.jobs(),
                OutputValues.databases(outputs.get(DATABASES)),
                OutputValues.maps(outputs.get(VOLUMES)),
                OutputValues.maps(outputs.get(DNS)),
                OutputValues.maps(outputs.get(CLIENTS)),
                OutputValues.maps(outputs.get(ROLLBACKS)),
                OutputValues.versions(outputs.get(VERSIONS)),
                OutputValues.texts(outputs.get(SITES)),
                OutputValues.texts(outputs.get(LOGINS)),
                OutputValues.texts(outputs.get(SERVERS)),
                Instant.now());
    }

    /**
     * What it left of some clients; and every job, for a job is not told from its name whose it is.
     *
     * @param data the same of the names that data have, which may be former ones
     */
    public LastUpdate of(Predicate<String> selected, Predicate<String> data) {
        return new LastUpdate(
                jobs,
                only(data, databases),
                only(data, volumes),
                only(selected, dns),
                only(selected, clients),
                only(selected, rollbacks),
                only(selected, versions),
                only(selected, sites),
                only(data, logins),
                servers,
                now);
    }

    /** The versions as they are left in the stack's outputs. */
    public Map<String, List<String>> versionLists() {
        var lists = new TreeMap<String, List<String>>();
        versions.forEach((client, served) -> lists.put(client, served.versions()));
        return lists;
    }

    private static <T> Map<String, T> only(Predicate<String> selected, Map<String, T> byClient) {
        return byClient.entrySet().stream()
                .filter(it -> selected.test(it.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The trigger that a job has to run with: its last one when that version of it succeeded, else a new one. */
    String trigger(String job, String version) {
        var last = jobs.getOrDefault(job, "");
        return last.startsWith(version + " ") ? last : version + " " + now;
    }

    /** The clients whose databases stay on the server though the program does not have them any more. */
    public Set<String> setAside(Set<String> clients) {
        return new KeptDatabases(databases).setAside(clients);
    }

    /** The databases' output to leave for the next update, with the server of each client that has one. */
    public SortedMap<String, String> databases(Map<String, String> servers) {
        return new KeptDatabases(databases).next(servers, now);
    }

    /** The same with another state of a client's database. */
    public LastUpdate with(String client, KeptDatabase database) {
        var changed = new TreeMap<>(databases);
        changed.put(client, database);
        return new LastUpdate(jobs, changed, volumes, dns, clients, rollbacks, versions, sites, logins, servers, now);
    }

    /** The same with a volume of a client, in use unless it is known already. */
    public LastUpdate withVolume(String client, String volume) {
        var changed = new TreeMap<>(volumes);
        var ofClient = new TreeMap<>(volumes.getOrDefault(client, Map.of()));
        ofClient.putIfAbsent(volume, KeptData.IN_USE);
        changed.put(client, ofClient);
        return new LastUpdate(jobs, databases, changed, dns, clients, rollbacks, versions, sites, logins, servers, now);
    }

    /** The same with the sites and versions that are published, by the clients' names; one of before was rolled back to. */
    public LastUpdate published(Map<String, String> texts, Map<String, String> versionsNow) {
        var served = new TreeMap<>(versions);
        versionsNow.forEach((client, version) -> served.put(
                client, served.getOrDefault(client, ServedVersions.NONE).published(version, true)));
        return new LastUpdate(jobs, databases, volumes, dns, clients, rollbacks, served, texts, logins, servers, now);
    }

    /** Whether the client's apps log in as the owner of its database: they did before there was a role for it. */
    public boolean ownerLogsIn(String client) {
        return databases.containsKey(client) && databases.get(client).isInUse() && !logins.containsKey(client);
    }

    /** The volumes of a client that stay on the host though nothing of the program uses them any more. */
    public Set<String> volumesSetAside(String client, Set<String> used) {
        return new KeptData(volumes.getOrDefault(client, Map.of())).setAside(used);
    }

    /** The volumes' output to leave for the next update: of each client that has or had any. */
    public SortedMap<String, Map<String, String>> volumes(Map<String, Set<String>> used) {
        var left = new TreeMap<String, Map<String, String>>();
        Stream.concat(volumes.keySet().stream(), used.keySet().stream()).forEach(client -> {
            var kept = new KeptData(volumes.getOrDefault(client, Map.of()));
            left.put(client, kept.next(used.getOrDefault(client, Set.of()), now));
        });
        return left;
    }
}
