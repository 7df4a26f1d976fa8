package com.owndom.hosting.job;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.StackReference;
import com.pulumi.resources.StackReferenceArgs;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the last update left in the stack's output {@code jobs}: the trigger of every job that succeeded, which is its
 * version and the time. A job that is missing there, or there with another version, gets a new trigger, which makes the
 * engine run it again although nothing else has changed.
 */
public final class LastUpdate {

    /** The stack's output. */
    public static final String OUTPUT = "jobs";

    private final Output<Map<String, String>> succeeded;
    private final String newTrigger = Instant.now().toString();

    private LastUpdate(Output<Map<String, String>> succeeded) {
        this.succeeded = succeeded;
    }

    /** Reads the outputs of the stack that is being updated. */
    public static LastUpdate of(Context context) {
        var stack = "%s/%s/%s".formatted(context.organizationName(), context.projectName(), context.stackName());
        var reference = new StackReference(
                "last-update", StackReferenceArgs.builder().name(stack).build());
        return new LastUpdate(reference.outputs().applyValue(LastUpdate::jobs));
    }

    /** The trigger that a job has to run with: its last one when that version of it succeeded, else a new one. */
    Output<String> trigger(String job, String version) {
        return succeeded.applyValue(it -> {
            var last = it.getOrDefault(job, "");
            return last.startsWith(version + " ") ? last : version + " " + newTrigger;
        });
    }

    /** The output to leave for the next update. */
    public static Output<Map<String, String>> output(Map<String, Output<JobOutcome>> outcomes) {
        var named = outcomes.entrySet().stream()
                .map(it -> it.getValue().applyValue(outcome -> new Named(it.getKey(), outcome)))
                .toList();
        return Output.all(named).applyValue(LastUpdate::triggers);
    }

    private record Named(String job, JobOutcome outcome) {}

    private static Map<String, String> triggers(List<Named> jobs) {
        return jobs.stream()
                .filter(it -> it.outcome().succeeded())
                .collect(Collectors.toMap(Named::job, it -> it.outcome().trigger(), (a, b) -> a, TreeMap::new));
    }

    private static Map<String, String> jobs(Map<String, Object> outputs) {
        var jobs = new TreeMap<String, String>();
        if (outputs.get(OUTPUT) instanceof Map<?, ?> last) {
            last.forEach((job, trigger) -> jobs.put(Objects.toString(job), Objects.toString(trigger)));
        }
        return jobs;
    }
}
