package com.owndom.hosting.history;

import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Databases and volumes in the stack's state that no output tells of: an update that made them did not come to its end.
 *
 * @param urns of all that is in the state
 */
record UnlistedData(Set<String> urns) {

    private static final String DATABASE = "postgresql:index/database:Database";
    private static final String CLIENT = "owndom:hosting:HostedClient";
    /** Those of clients are the estate's own; those of its servers are below them. */
    private static final String VOLUME = "owndom:hosting:Estate$docker:index/volume:Volume";

    private static final Pattern URN = Pattern.compile("(?:.*::)?(?<type>[^:]+:.*)::(?<name>[^:]+)");

    /** All of it, unless the update is about some clients alone: it leaves all others be. */
    static UnlistedData of(StackResources state, Selection selection) {
        return new UnlistedData(selection.isAll() ? state.urns() : Set.of());
    }

    /** What the last update left, with those of clients that the program does not have: they are set aside like others. */
    LastUpdate in(LastUpdate last, EstatePlan plan) {
        return withVolumes(withDatabases(last, plan), plan);
    }

    private LastUpdate withDatabases(LastUpdate last, EstatePlan plan) {
        var listed = last;
        for (var name : names(DATABASE)) {
            var parts = name.split("@", 2);
            if (!listed.data().databases().containsKey(parts[0])
                    && !plan.withDatabase().containsKey(parts[0])) {
                listed =
                        listed.with(parts[0], KeptDatabase.inUse(parts.length == 1 ? DatabaseServer.SHARED : parts[1]));
            }
        }
        return listed;
    }

    private LastUpdate withVolumes(LastUpdate last, EstatePlan plan) {
        var listed = last;
        for (var volume : unlistedVolumes(last, plan)) {
            var owner = owner(volume, last, plan);
            if (owner.isPresent()) {
                listed = listed.withVolume(
                        owner.get(), volume.substring(owner.get().length() + 1));
            }
        }
        return listed;
    }

    private List<String> unlistedVolumes(LastUpdate last, EstatePlan plan) {
        var listed = new HashSet<String>();
        last.data().volumes().forEach((data, parts) -> listed.addAll(logicalNames(data, parts.keySet())));
        plan.volumes().forEach((data, parts) -> listed.addAll(logicalNames(data, parts)));
        return names(VOLUME).stream().filter(it -> !listed.contains(it)).toList();
    }

    private static List<String> logicalNames(String data, Set<String> parts) {
        return parts.stream().map(new ClientName(data)::logical).toList();
    }

    /** Whose a volume is: {@code client-1-x-files} is client-1-x's, where there is one. A renamed client's have its first name. */
    private Optional<String> owner(String volume, LastUpdate last, EstatePlan plan) {
        var names = last.clients().dataNames();
        return names(CLIENT).stream()
                .map(client -> plan.dataOf(client).or(() -> names.of(client)).orElse(client))
                .filter(data -> volume.startsWith(data + "-"))
                .max(Comparator.comparing(String::length));
    }

    private List<String> names(String type) {
        return urns.stream()
                .map(URN::matcher)
                .filter(it -> it.matches() && isOf(it.group("type"), type))
                .map(it -> it.group("name"))
                .sorted()
                .toList();
    }

    private static boolean isOf(String chain, String type) {
        return chain.equals(type) || chain.endsWith("$" + type);
    }
}
