package com.owndom.hosting;

import com.owndom.hosting.app.KeptVolumes;
import com.owndom.hosting.backup.Backups;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.client.SharedServers;
import com.owndom.hosting.container.HostCapacity;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.database.PostgresServers;
import com.owndom.hosting.dns.Records;
import com.owndom.hosting.history.History;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.job.StackOutput;
import com.owndom.hosting.job.Update;
import com.owndom.hosting.network.EstateNetworks;
import com.owndom.hosting.network.Tunnels;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.plan.Selection;
import com.owndom.hosting.proxy.Publication;
import com.owndom.hosting.proxy.PublicationFailure;
import com.owndom.hosting.proxy.ReverseProxy;
import com.owndom.hosting.rules.CapacityChecks;
import com.owndom.hosting.rules.EstateChecks;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.settings.StackSettings;
import com.owndom.hosting.tls.CertificateFailure;
import com.owndom.hosting.tls.Certificates;
import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.docker.Provider;
import com.pulumi.docker.ProviderArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that one stack hosts: the servers that clients share, each client, and then one publication of the proxy's
 * configuration for all of them.
 *
 * <p>Every rule is checked before the first resource is declared. What it leaves with the stack is {@link StackOutput}.
 */
public final class Estate extends ComponentResource {

    private final Context context;
    private final History history;
    private final EstatePlan plan;
    private final LastUpdate lastUpdate;
    private final EstateNetworks networks;

    /** Declares the estate with the stack's settings; throws one message with every problem of clients and settings. */
    public Estate(Context context, String name, List<Client> clients) {
        this(context, name, clients, List.of());
    }

    /** Declares it with further database servers beside the one that every estate has. */
    public Estate(Context context, String name, List<Client> clients, List<DatabaseServer> servers) {
        this(context, name, clients, servers, Selection.ofEnvironment());
    }

    /**
     * Declares what all clients share and the selected ones alone, and publishes the others' sites as they were. Refuses
     * unless the engine is told, by {@code --target}, to touch nothing else.
     */
    public Estate(
            Context context, String name, List<Client> clients, List<DatabaseServer> servers, Selection selection) {
        this(context, EstateChecks.passed(name, StackSettings.of(context), servers, clients, selection), selection);
    }

    Estate(Context context, EstatePlan described, Selection selection) {
        super("owndom:hosting:Estate", described.estate().value(), providers(described.settings()));
        this.context = context;
        this.history = History.of(context, described, selection);
        history.prove(this);
        history.report(context);
        warn();
        this.plan = history.plan();
        this.lastUpdate = history.ofSelected();
        var dns = new EstateDns(plan, lastUpdate, new Records(this));
        dns.refuseForeign(context.stackName(), history.state());
        this.networks = new EstateNetworks(plan.estate(), plan.settings(), this);
        var postgres = servers();
        var proxy = new ReverseProxy(plan.estate(), plan.settings(), networks, child());
        var volumes = new KeptVolumes(plan.estate(), this, history.state());
        var clients = clients(new SharedServers(update(), networks, postgres, volumes));
        var certificates = certificates(proxy);
        var release = new EstateRelease(
                clients, history.others().sites(), lastUpdate.clients().sites());
        var publication = publication(proxy, release, certificates);
        new SetAside(plan, lastUpdate).declare(postgres, volumes, publication);
        new MovingDatabases(plan, lastUpdate).declare(postgres, publication);
        certificates.ifPresent(it -> keep(it, publication));
        release.report(context.log());
        backUp(volumes, postgres, publication);
        resolve(dns, clients, publication);
        registerOutputs(Map.of(StackOutput.CLIENTS.key(), export(clients, publication)));
    }

    private void warn() {
        var described = history.described();
        new CapacityChecks(described)
                .notes(HostCapacity.of(described.settings().dockerHost()))
                .forEach(context.log()::warn);
    }

    private static ComponentResourceOptions providers(EstateSettings settings) {
        var args = ProviderArgs.builder().host(settings.dockerHost()).build();
        return ComponentResourceOptions.builder()
                .providers(new Provider("docker", args))
                .resourceTransformations(Adoption.ofEnvironment().transformations())
                .build();
    }

    private List<HostedClient> clients(SharedServers shared) {
        return plan.clients().stream()
                .map(client -> new HostedClient(client, shared, child()))
                .toList();
    }

    private PostgresServers servers() {
        var settings = plan.settings();
        if (settings.hasRemoteHost()) {
            var ports = plan.servers().stream().skip(1).map(it -> it.portOr(settings));
            new Tunnels(settings.dockerHost()).open(ports.toList());
        }
        return new PostgresServers(update(), plan.servers(), networks, child());
    }

    /** Of all clients: those that are left alone must not lose theirs. */
    private Optional<Certificates> certificates(ReverseProxy proxy) {
        var needed = history.described().certificates();
        return proxy.certificates().map(served -> new Certificates(update(), needed, served, child()));
    }

    private Publication publication(ReverseProxy proxy, EstateRelease release, Optional<Certificates> certificates) {
        var options = CustomResourceOptions.builder()
                .parent(this)
                .dependsOn(certificates.stream().map(Certificates::installer).toList())
                .deleteBeforeReplace(false)
                .build();
        var publication =
                new Publication(proxy, release.release(), plan.settings().visitors(), lastUpdate, options);
        new PublicationFailure(context.log(), this).report(publication.outcome());
        return publication;
    }

    private void keep(Certificates certificates, Publication publication) {
        new CertificateFailure(context.log()).report(certificates.outcome());
        context.export(
                StackOutput.CERTIFICATES.key(), certificates.keep(networks.certificates(this), publication.resource()));
    }

    private void backUp(KeptVolumes volumes, PostgresServers postgres, Publication publication) {
        if (plan.settings().backups().on()) {
            var described = new EstateBackups(history.everyClient(), history.last(), volumes);
            var backups = new Backups(plan.estate(), plan.settings(), networks, publication.resource(), child());
            context.export(StackOutput.BACKUPS.key(), described.declare(backups, postgres));
        }
    }

    private void resolve(EstateDns dns, List<HostedClient> clients, Publication publication) {
        if (plan.settings().dns().isOn()) {
            dns.beStrict(publication);
            var before = history.last().clients().dns();
            context.export(StackOutput.DNS.key(), history.others().beside(before, dns.declare(clients, publication)));
            context.export(StackOutput.DNS_ELSEWHERE.key(), Output.of(EstateDns.elsewhere(history.described())));
        }
    }

    private Output<Map<String, Map<String, String>>> export(List<HostedClient> clients, Publication publication) {
        var others = history.others();
        var logins = new EstateLogins(publication).declare(clients);
        var outputs = new EstateOutputs(clients, publication, lastUpdate);
        var byClient = others.beside(history.last().clients().outputs(), outputs.byClient());
        new StackExports(context, others).export(byClient, outputs, logins, history.rollbacks());
        return byClient;
    }

    private Update update() {
        return new Update(plan.estate(), plan.settings(), lastUpdate);
    }

    private ComponentResourceOptions child() {
        return ComponentResourceOptions.builder().parent(this).build();
    }
}
