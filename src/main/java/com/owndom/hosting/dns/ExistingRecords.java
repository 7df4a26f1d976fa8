package com.owndom.hosting.dns;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.job.StackResources;
import com.pulumi.cloudflare.CloudflareFunctions;
import com.pulumi.cloudflare.inputs.GetDnsRecordsPlainArgs;
import com.pulumi.cloudflare.outputs.GetDnsRecordsResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Finds records at Cloudflare in place of which the estate would make its own. Cloudflare refuses only identical ones: a
 * second address under the same name would share the visitors with the first.
 *
 * @param stack its name
 * @param state what it had before this update
 * @param planned records that the last update did not have, so none are asked for when there is nothing new
 */
public record ExistingRecords(String stack, StackResources state, List<PlannedRecord> planned) {

    /** More than any zone holds; the function would stop at 1000. */
    private static final int ALL = 1_000_000;

    /** Copies the records. */
    public ExistingRecords {
        planned = List.copyOf(planned);
    }

    /** Throws one message with every record that is in the way. */
    public void refuse() {
        var problems = new ArrayList<Problem>();
        var inTheWay = new ArrayList<FoundRecord>();
        byZone().forEach((zone, records) -> {
            try {
                inTheWay.addAll(found(records));
            } catch (CompletionException refused) {
                problems.add(unreadable(zone, refused));
            }
        });
        problems.addAll(foreign(inTheWay));
        EstateProblems.refuse(problems);
    }

    private Map<String, List<PlannedRecord>> byZone() {
        return planned.stream().collect(groupingBy(PlannedRecord::zone, TreeMap::new, toList()));
    }

    private static List<FoundRecord> found(List<PlannedRecord> ofOneZone) {
        var args = GetDnsRecordsPlainArgs.builder()
                .zoneId(ofOneZone.get(0).zoneId())
                .maxItems(ALL)
                .build();
        var byName = CloudflareFunctions.getDnsRecordsPlain(args).join().results().stream()
                .collect(groupingBy(GetDnsRecordsResult::name));
        return ofOneZone.stream()
                .flatMap(it -> found(it, byName.getOrDefault(it.record().host(), List.of())))
                .filter(FoundRecord::isInTheWay)
                .toList();
    }

    private static Stream<FoundRecord> found(PlannedRecord instead, List<GetDnsRecordsResult> sameName) {
        return sameName.stream().map(it -> new FoundRecord(it.id(), it.type(), it.content(), instead));
    }

    /** Those that are not this stack's: an imported record, or one of an interrupted update, is in its state alone. */
    private List<Problem> foreign(List<FoundRecord> inTheWay) {
        if (inTheWay.isEmpty()) {
            return List.of();
        }
        var own = own();
        return inTheWay.stream()
                .filter(it -> !own.contains(key(it)))
                .map(it -> it.problem(stack))
                .toList();
    }

    private Set<List<String>> own() {
        var own = new HashSet<List<String>>();
        state.ofType(Records.TYPE)
                .values()
                .forEach(it -> own.add(List.of(it.text("zoneId"), it.text("type"), it.text("name"))));
        return own;
    }

    private static List<String> key(FoundRecord record) {
        return List.of(
                record.instead().zoneId(),
                record.type(),
                record.instead().record().host());
    }

    private static Problem unreadable(String zone, CompletionException refused) {
        var reason = refused.getCause() == null
                ? refused.getMessage()
                : refused.getCause().getMessage();
        return new Problem(
                "zone " + zone,
                "its records cannot be listed",
                "what is there must be known before new ones are made",
                reason.strip());
    }
}
