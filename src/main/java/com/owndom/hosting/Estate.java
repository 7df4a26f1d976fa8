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
import com.owndom.hosting.tls.CertificatePlan;
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
 * <p>Every rule is checked before the first resource is declared. Stack outputs: {@code clients} (by name: {@code url},
 * {@code apiUrl}, {@code data}, {@code database}, {@code frontend}, {@code backend}), {@code databases} (on which server, in use or set aside since when),
 * {@code servers} (their images), {@code volumes} (the same of volumes),
 * {@code certificates} (the container that gets them), {@code backups} (the containers that make them, by server), {@code dns} (the records that the estate keeps) and
 * {@code dnsElsewhere} (those that somebody else has to make), both by the client's name, {@code logins} (the role that
 * logs in, by the client's name) and {@code sites} (what is published, by the client's name); databases, servers, volumes,
 * dns, logins and sites are read by the next update.
 */
public final class Estate extends ComponentResource {

    private final EstatePlan plan;
    private final LastUpdate lastUpdate;

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
        var history = History.of(context, described, selection);
        history.prove(this);
        history.report(context);
        new CapacityChecks(described)
                .notes(HostCapacity.of(described.settings().dockerHost()))
                .forEach(context.log()::warn);
        this.plan = history.plan();
        this.lastUpdate = history.ofSelected();
        var others = history.others();
        var dns = new EstateDns(plan, lastUpdate, new Records(this));
        dns.refuseForeign(context.stackName(), history.state());
        var networks = new EstateNetworks(plan.estate(), plan.settings(), this);
        var postgres = servers(networks);
        var proxy = new ReverseProxy(plan.estate(), plan.settings(), networks, child());
        var volumes = new KeptVolumes(plan.estate(), this, history.state());
        var clients = clients(new SharedServers(update(), networks, postgres, volumes));
        var release = new EstateRelease(clients, others.sites(), lastUpdate.sites());
        // Of all clients: those that are left alone must not lose theirs.
        var certificates = certificates(proxy, described.certificates());
        var publication = publication(proxy, release, certificates);
        new PublicationFailure(context.log(), this).report(publication.outcome());
        new SetAside(plan, lastUpdate).declare(postgres, volumes, publication);
        new MovingDatabases(plan, lastUpdate).declare(postgres, publication);
        certificates.ifPresent(it -> keep(it, context, networks, publication));
        release.report(context.log());
        backUp(
                new EstateBackups(history.everyClient(), history.last(), volumes),
                context,
                networks,
                postgres,
                publication);
        if (plan.settings().dns().isOn()) {
            dns.beStrict(publication);
            context.export(LastUpdate.DNS, others.beside(history.last().dns(), dns.declare(clients, publication)));
            context.export("dnsElsewhere", Output.of(EstateDns.elsewhere(described)));
        }
        var logins = new EstateLogins(publication).declare(clients);
        var outputs = new EstateOutputs(clients, publication, lastUpdate);
        var byClient = others.beside(history.last().clients(), outputs.byClient());
        new StackExports(context, others).export(byClient, outputs, logins, history.rollbacks());
        registerOutputs(Map.of("clients", byClient));
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

    private PostgresServers servers(EstateNetworks networks) {
        var settings = plan.settings();
        if (settings.hasRemoteHost()) {
            var ports = plan.servers().stream().skip(1).map(it -> it.portOr(settings));
            new Tunnels(settings.dockerHost()).open(ports.toList());
        }
        return new PostgresServers(update(), plan.servers(), networks, child());
    }

    private Optional<Certificates> certificates(ReverseProxy proxy, List<CertificatePlan> needed) {
        return proxy.certificates().map(served -> new Certificates(update(), needed, served, child()));
    }

    private void keep(Certificates certificates, Context context, EstateNetworks networks, Publication publication) {
        new CertificateFailure(context.log()).report(certificates.outcome());
        context.export("certificates", certificates.keep(networks.certificates(this), publication.resource()));
    }

    private void backUp(
            EstateBackups described,
            Context context,
            EstateNetworks networks,
            PostgresServers postgres,
            Publication publication) {
        if (plan.settings().backups().on()) {
            var backups = new Backups(plan.estate(), plan.settings(), networks, publication.resource(), child());
            context.export("backups", described.declare(backups, postgres));
        }
    }

    private Publication publication(ReverseProxy proxy, EstateRelease release, Optional<Certificates> certificates) {
        var options = CustomResourceOptions.builder()
                .parent(this)
                .dependsOn(certificates.stream().map(Certificates::installer).toList())
                .deleteBeforeReplace(false)
                .build();
        return new Publication(proxy, release.release(), plan.settings().visitors(), lastUpdate, options);
    }

    private Update update() {
        return new Update(plan.estate(), plan.settings(), lastUpdate);
    }

    private ComponentResourceOptions child() {
        return ComponentResourceOptions.builder().parent(this).build();
    }
}
