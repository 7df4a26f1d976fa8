package com.owndom.hosting.job;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The clients as the last update left them, by their names.
 *
 * @param outputs what a person was told of each
 * @param dns the DNS records that were there, by logical name
 * @param rollbacks what was asked, and what the program had then
 * @param versions that served
 * @param sites what is published; an empty text for one that never was
 */
public record LastClients(
        Map<String, Map<String, String>> outputs,
        Map<String, Map<String, String>> dns,
        Map<String, Map<String, String>> rollbacks,
        Map<String, ServedVersions> versions,
        Map<String, String> sites) {

    /** Copies the maps. */
    public LastClients {
        outputs = Map.copyOf(outputs);
        dns = Map.copyOf(dns);
        rollbacks = Map.copyOf(rollbacks);
        versions = Map.copyOf(versions);
        sites = Map.copyOf(sites);
    }

    static LastClients of(Map<?, ?> outputs) {
        return new LastClients(
                OutputValues.maps(outputs.get(StackOutput.CLIENTS.key())),
                OutputValues.maps(outputs.get(StackOutput.DNS.key())),
                OutputValues.maps(outputs.get(StackOutput.ROLLBACKS.key())),
                OutputValues.versions(outputs.get(StackOutput.VERSIONS.key())),
                OutputValues.texts(outputs.get(StackOutput.SITES.key())));
    }

    LastClients of(Predicate<String> names) {
        return new LastClients(
                LastUpdate.only(names, outputs),
                LastUpdate.only(names, dns),
                LastUpdate.only(names, rollbacks),
                LastUpdate.only(names, versions),
                LastUpdate.only(names, sites));
    }

    LastClients published(Map<String, String> texts, Map<String, String> versionsNow) {
        var served = new TreeMap<>(versions);
        versionsNow.forEach((client, version) -> served.put(
                client, served.getOrDefault(client, ServedVersions.NONE).published(version, true)));
        return new LastClients(outputs, dns, rollbacks, served, texts);
    }

    /** The names of their data. */
    public DataNames dataNames() {
        return new DataNames(outputs);
    }

    /** The versions as they are left in the stack's outputs. */
    public Map<String, List<String>> versionLists() {
        var lists = new TreeMap<String, List<String>>();
        versions.forEach((client, served) -> lists.put(client, served.versions()));
        return lists;
    }
}
