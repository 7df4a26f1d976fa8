package com.owndom.hosting.history;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.job.KeptDatabase;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.plan.EstatePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients of the program beside data that are set aside: what would be called as such data are, and to whom they come back.
 *
 * @param plan as the program describes it
 * @param last what the last update left, of every client
 */
record SetAsideNames(EstatePlan plan, LastUpdate last) {

    private static final String SET_ASIDE = "set aside";

    /** A volume that is nobody's in the program. */
    private record Volume(ClientName owner, String name) {

        String logical() {
            return owner.logical(name);
        }

        boolean isCalledAs(ClientName data, String volume) {
            return !owner.equals(data)
                    && new ClientName(logical()).snake().equals(new ClientName(data.logical(volume)).snake());
        }
    }

    /** Names that the engine, or Docker, could not tell apart. */
    List<Problem> problems() {
        var kept = volumes();
        var databases = last.data().databasesSetAside(plan.withDatabase().keySet());
        return plan.clients().stream()
                .flatMap(client -> Stream.concat(
                        kept.stream().flatMap(it -> problems(client, it)),
                        databases.stream().filter(it -> isLoginOf(client, it)).map(it -> login(client, it))))
                .toList();
    }

    /** Its login would be called as the owner of that one is. */
    private static boolean isLoginOf(ClientPlan client, String owner) {
        return client.database().isPresent() && client.data().login().equals(owner);
    }

    private static Problem login(ClientPlan client, String owner) {
        return new Problem(
                client.name().value(),
                "name \"" + client.name() + "\"",
                "its login is called as %s is, whose database is set aside".formatted(owner),
                "give it another name, or drop what is set aside: ./hosting forget " + owner);
    }

    private Stream<Problem> problems(ClientPlan client, Volume kept) {
        var rule = "is what volume %s of %s is called, which is set aside".formatted(kept.name(), kept.owner());
        var fix = "give it another name, or drop what is set aside: ./hosting forget " + kept.owner();
        var volumes = client.volumes().stream()
                .filter(volume -> kept.isCalledAs(client.data(), volume))
                .sorted()
                .map(volume -> "volume \"" + volume + "\"");
        var names = Stream.of(client.name(), client.data())
                .filter(name -> name.value().equals(kept.logical()))
                .map(name -> "name \"" + name + "\"")
                .distinct();
        return Stream.concat(names, volumes)
                .map(value -> new Problem(client.name().value(), value, rule, fix));
    }

    private List<Volume> volumes() {
        var used = plan.volumes();
        return new TreeMap<>(last.data().volumes())
                .keySet().stream()
                        .flatMap(
                                owner -> last.data().volumesSetAside(owner, used.getOrDefault(owner, Set.of())).stream()
                                        .sorted()
                                        .map(volume -> new Volume(new ClientName(owner), volume)))
                        .toList();
    }

    /** Whose data come back: they may be those of another customer, who had the name before. */
    List<String> notes() {
        return plan.clients().stream()
                .flatMap(client -> note(client, returning(client)).stream())
                .toList();
    }

    private static Optional<String> note(ClientPlan client, List<String> parts) {
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%s: what it had comes back, with all that is in it: %s. If this is somebody else, take another name, or first ./hosting forget %s"
                                .formatted(client.name(), String.join(", ", parts), client.data()));
    }

    private List<String> returning(ClientPlan client) {
        var parts = new ArrayList<String>();
        client.database()
                .flatMap(any -> Optional.ofNullable(
                        last.data().databases().get(client.data().value())))
                .flatMap(KeptDatabase::setAside)
                .ifPresent(since -> parts.add("its database, set aside since " + since));
        last.data().volumes().getOrDefault(client.data().value(), Map.of()).entrySet().stream()
                .filter(it ->
                        client.volumes().contains(it.getKey()) && it.getValue().startsWith(SET_ASIDE))
                .map(it -> "volume " + it.getKey() + ", " + it.getValue())
                .sorted()
                .collect(Collectors.toCollection(() -> parts));
        return parts;
    }
}
