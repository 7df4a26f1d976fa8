package com.owndom.hosting.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.job.StateResource;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a program declared.
 *
 * @param resources in the order of their URNs
 * @param unfinished components that never registered their outputs
 * @param containers as the engine would show them to the next update, by URN
 * @param result how the program ended
 */
public record DeclaredStack(
        List<Declared> resources, Set<String> unfinished, Map<String, Object> containers, TestResult result) {

    /** Declared before the estate, which needs them. */
    private static final Set<String> ABOVE_THE_ESTATE = Set.of("pulumi:providers:docker");

    /** Fails when the program did, or when it declared what no program may. */
    public DeclaredStack sound() {
        result.throwOnError();
        assertThat(result.errors()).as("errors of the engine's log").isEmpty();
        return wellFormed();
    }

    /** Fails on a URN that is there twice, a resource outside the estate, or a component that was left half done. */
    public DeclaredStack wellFormed() {
        assertThat(resources).extracting(Declared::urn).doesNotHaveDuplicates();
        assertThat(unfinished).as("components without registerOutputs").isEmpty();
        var parents = resources.stream().collect(Collectors.toMap(Declared::urn, Declared::parent));
        assertThat(resources)
                .filteredOn(it -> !ABOVE_THE_ESTATE.contains(it.type()))
                .allSatisfy(it -> assertThat(topmost(it.urn(), parents)).contains("owndom:hosting:Estate::"));
        return this;
    }

    private static String topmost(String urn, Map<String, String> parents) {
        var above = parents.get(urn);
        return parents.containsKey(above) ? topmost(above, parents) : urn;
    }

    /** The one resource with that type, as {@code docker:Container}, and logical name. */
    public Declared only(String type, String name) {
        var found = resources.stream()
                .filter(it -> shortType(it.type()).equals(type) && it.name().equals(name))
                .toList();
        assertThat(found).as("%s %s in %s", type, name, names()).hasSize(1);
        return found.get(0);
    }

    /** Whether there is a resource with that type and logical name. */
    public boolean has(String type, String name) {
        return names().contains(type + " " + name);
    }

    /** Every resource as {@code docker:Container client-1-backend}. */
    public List<String> names() {
        return resources.stream()
                .map(it -> shortType(it.type()) + " " + it.name())
                .sorted()
                .toList();
    }

    /** The resources below that client. */
    public List<String> namesOf(String client) {
        return resources.stream()
                .filter(it -> it.parent().endsWith("owndom:hosting:HostedClient::" + client))
                .map(it -> shortType(it.type()) + " " + it.name())
                .sorted()
                .toList();
    }

    /** The resources on the PostgreSQL server that are named after that client. */
    public List<String> databaseNamesOf(String client) {
        return resources.stream()
                .filter(it -> it.parent().endsWith("owndom:hosting:PostgresServer::postgres"))
                .filter(it -> it.name().equals(client) || it.name().startsWith(client + "-"))
                .map(it -> shortType(it.type()) + " " + it.name())
                .sorted()
                .toList();
    }

    /** A stack output. */
    public Object output(String name) {
        return PulumiTest.extractValue(result.output(name));
    }

    /** The triggers of the jobs that succeeded, as the next update reads them. */
    public Map<String, String> jobs() {
        var byUrn = new TreeMap<String, StateResource>();
        containers.forEach((urn, container) -> byUrn.put(urn, resource((Map<?, ?>) container)));
        return new StackResources(byUrn).jobs();
    }

    private static StateResource resource(Map<?, ?> container) {
        return new StateResource((String) container.get("type"), (Map<?, ?>) container.get("outputs"));
    }

    /** What the program threw. */
    public List<String> exceptions() {
        return result.exceptions().stream()
                .map(DeclaredStack::rootMessage)
                .distinct()
                .toList();
    }

    private static String rootMessage(Throwable thrown) {
        return thrown.getCause() == null ? thrown.getMessage() : rootMessage(thrown.getCause());
    }

    private static String shortType(String type) {
        return type.replaceFirst(":index/\\w+:|:hosting:", ":");
    }
}
