package com.owndom.hosting.history;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.client.ClientPlan;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackOutputs;
import com.owndom.hosting.job.StackResources;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.proxy.PublishedRelease;
import com.pulumi.Context;
import com.pulumi.resources.Resource;
import java.util.stream.Stream;

/**
 * What the updates before left, and what it makes of the program's description.
 *
 * @param described the estate as the program has it
 * @param selection the clients that this update is about
 * @param last what the last update left of every client
 * @param state the resources that there were before this update
 */
public record History(EstatePlan described, Selection selection, LastUpdate last, StackResources state) {

    /** Reads it; refuses what {@code ./hosting move} or {@code ./hosting forget} can't do to it now. */
    public static History of(Context context, EstatePlan described, Selection selection) {
        var outputs = StackOutputs.of(context);
        var state = StackResources.of(context, outputs, PublishedRelease::isShownBy);
        var listed = UnlistedData.of(state, selection).in(published(LastUpdate.of(outputs, state), state), described);
        var remembered = Forgotten.ofEnvironment().in(listed, described);
        return new History(
                described,
                selection,
                MoveRequest.ofEnvironment()
                        .map(it -> it.in(remembered, described))
                        .orElse(remembered),
                state);
    }

    private static LastUpdate published(LastUpdate last, StackResources state) {
        return PublishedRelease.in(state)
                .map(it -> last.published(it.sites(last.clients().sites()), it.versions()))
                .orElse(last);
    }

    /** Refuses a description that does not fit to it. */
    public void prove(Resource estate) {
        EstateProblems.refuse(Stream.concat(
                        new FormerNames(described, last, selection).problems().stream(),
                        new SetAsideNames(described, last).problems().stream())
                .toList());
        others().prove(estate);
    }

    /** Says where a client is not what the program says, or not where. */
    public void report(Context context) {
        homes().report(context.log());
        new SetAsideNames(described.only(selection), last).notes().forEach(context.log()::warn);
        rollbacks().report(context.log());
    }

    /** The selected clients, each where its data is and at the version that it shall have. */
    public EstatePlan plan() {
        return rollbacks().applied();
    }

    /** Every client that is there after this update, where its data is. */
    public EstatePlan everyClient() {
        return homes().applied().only(this::isThere);
    }

    private boolean isThere(ClientPlan client) {
        var name = client.name().value();
        return selection.includes(name)
                || last.clients().outputs().containsKey(name)
                || last.data().server(client.data().value()).isPresent();
    }

    /** What the last update left of the selected clients. */
    public LastUpdate ofSelected() {
        return last.of(selection::includes, data -> selection.includes(ownerOf(data)));
    }

    /** A client that is gone from the program may have been renamed before. */
    private String ownerOf(String data) {
        return described
                .ownerOf(data)
                .or(() -> last.clients().dataNames().owner(data))
                .orElse(data);
    }

    /** The clients that are left alone. */
    public OtherClients others() {
        return new OtherClients(selection, described, last);
    }

    /** Which of the selected clients were taken back to a version of before. */
    public Rollbacks rollbacks() {
        return new Rollbacks(everyClient().only(selection), ofSelected());
    }

    private Homes homes() {
        return new Homes(described, last);
    }
}
