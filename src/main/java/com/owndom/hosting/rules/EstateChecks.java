package com.owndom.hosting.rules;

import com.owndom.hosting.check.EstateProblems;
import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.ClientChecks;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.dns.DnsChecks;
import com.owndom.hosting.history.Rollbacks;
import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.network.NetworkPlan;
import com.owndom.hosting.network.PoolChecks;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.settings.ReadSettings;
import com.owndom.hosting.tls.CertificateChecks;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Everything that can be wrong with an estate. */
public final class EstateChecks {

    private EstateChecks() {}

    /** The estate's plan; throws one message with every problem instead, the settings' own first. */
    public static EstatePlan passed(
            String estate, ReadSettings read, List<DatabaseServer> servers, List<Client> clients, Selection selection) {
        return passed(
                estate,
                read,
                servers,
                clients,
                selection,
                Host.of(read.settings().dockerHost()));
    }

    /** The plan of an estate on that host. */
    public static EstatePlan passed(
            String estate,
            ReadSettings read,
            List<DatabaseServer> servers,
            List<Client> clients,
            Selection selection,
            Host host) {
        var plan = EstatePlan.of(estate, read.settings(), servers, clients);
        var pool = new PoolChecks(NetworkPlan.of(plan.estate(), read.settings()), host.routes()).problems();
        var beyond = host.capacity()
                .map(new LimitedContainers(plan.only(selection))::beyond)
                .orElse(List.of());
        var problems = Stream.of(read.problems(), of(plan), pool, beyond).flatMap(Collection::stream);
        var ofOthers = ofOthers(plan, selection);
        EstateProblems.refuse(problems.filter(it -> !ofOthers.contains(it)).toList());
        return plan;
    }

    /** The plan of an estate on a host of which nothing is known. */
    public static EstatePlan passed(String estate, ReadSettings read, List<Client> clients, Selection selection) {
        return passed(estate, read, List.of(), clients, selection, Host.unknown());
    }

    /** The same with all clients selected. */
    public static EstatePlan passed(String estate, ReadSettings read, List<Client> clients) {
        return passed(estate, read, clients, Selection.all());
    }

    /** What is wrong with clients that the update is not about is not its concern, unless a selected one is in it. */
    private static List<Problem> ofOthers(EstatePlan plan, Selection selection) {
        var ofNobody = of(plan.without(Selection.all()));
        return of(plan.without(selection)).stream()
                .filter(it -> !ofNobody.contains(it))
                .toList();
    }

    /** Each client's own problems, then those between clients, then those of the settings. */
    private static List<Problem> of(EstatePlan plan) {
        var clients = plan.clients().stream().flatMap(client -> ClientChecks.of(client, plan.settings()).stream());
        var others = Stream.of(
                        new CollisionChecks(plan.clients()).problems(),
                        new NumberChecks(plan).problems(),
                        new CapacityChecks(plan).problems(),
                        new ServerChecks(plan).problems(),
                        new PoolingChecks(plan).problems(),
                        new DatabaseServerChecks(plan).problems(),
                        new SecretChecks(plan).problems(),
                        new BackupSettingsChecks(plan.settings().backups()).problems(),
                        new CertificateChecks(plan.settings(), plan.certificates()).problems(),
                        Rollbacks.problems(plan),
                        new VisitorChecks(plan).problems(),
                        new DnsChecks(plan.settings(), plan.dns()).problems())
                .flatMap(Collection::stream);
        return Stream.of(name(plan.estate().value()).stream(), clients, others)
                .flatMap(it -> it)
                .toList();
    }

    private static List<Problem> name(String estate) {
        var problems = new Problems(estate);
        if (!new ClientName(estate).isLabel()) {
            problems.refuse("estate name", "a name is a DNS label", "write \"owndom\"");
        }
        return problems.found();
    }
}
