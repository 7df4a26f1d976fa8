package com.owndom.hosting.client;

import com.owndom.hosting.app.AppContainer;
import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.database.ClientDatabase;
import com.owndom.hosting.database.InitJob;
import com.owndom.hosting.database.InitScripts;
import com.owndom.hosting.job.DataNames;
import com.owndom.hosting.job.Ready;
import com.owndom.hosting.network.EstateNetwork;
import com.owndom.hosting.proxy.Site;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Alias;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A client's containers, network and database: the database first, then the backend, then the frontend. A frontend
 * always talks to the backend of its own version, so both are replaced together.
 *
 * <p>Output {@code client}: {@code name}, {@code url}, {@code apiUrl}, {@code data} (the name that its data have) and, where it
 * has them, {@code certificates} (their names), {@code database}, {@code backend} and {@code frontend} (container names).
 */
public final class HostedClient extends ComponentResource {

    private final ClientPlan plan;
    private final SharedServers shared;
    private final Optional<EstateNetwork> network;
    private final Optional<ClientDatabase> database;
    private final Optional<InitJob> init;
    private final Optional<AppContainer> backend;
    private final Optional<AppContainer> frontend;

    /** Declares all of a client but its route. */
    public HostedClient(ClientPlan plan, SharedServers shared, ComponentResourceOptions options) {
        super("owndom:hosting:HostedClient", plan.name().value(), renamed(plan, options));
        this.plan = plan;
        this.shared = shared;
        this.network = plan.hasBothApps() ? Optional.of(network()) : Optional.empty();
        this.database = plan.database()
                .map(it -> new ClientDatabase(plan.data(), it, shared.postgres().get(it.server())));
        this.init = database.flatMap(this::init);
        this.backend = plan.backend().map(this::backend);
        this.frontend = plan.frontend().map(this::frontend);
        registerOutputs(Map.of("client", outputs()));
    }

    /** What is below the client follows it from one name to the other. */
    private static ComponentResourceOptions renamed(ClientPlan plan, ComponentResourceOptions options) {
        return plan.data().equals(plan.name())
                ? options
                : ComponentResourceOptions.merge(
                        options,
                        ComponentResourceOptions.builder()
                                .aliases(Alias.builder()
                                        .name(plan.data().value())
                                        .build())
                                .build());
    }

    /** The name, from which every other name of the client is derived. */
    public String name() {
        return plan.name().value();
    }

    /** What the proxy needs to know; nothing when the new version was not started. */
    public Output<Optional<Site>> site() {
        return refusal()
                .apply(why -> why.isPresent()
                        ? Output.of(Optional.empty())
                        : new ClientSite(plan, frontend, backend).site().applyValue(Optional::of));
    }

    /** Why the new version was not started, if so. */
    public Output<Optional<String>> refusal() {
        return frontend.or(() -> backend)
                .map(app -> app.ready().applyValue(Ready::refusal))
                .orElse(Output.of(Optional.empty()));
    }

    /** Its containers, for what has to be gone before they are; none when the new version was not started. */
    public Output<List<Resource>> containers() {
        return Output.all(Stream.of(backend, frontend)
                        .flatMap(Optional::stream)
                        .map(AppContainer::ready)
                        .toList())
                .applyValue(all -> all.stream()
                        .flatMap(it -> it.after().stream())
                        .distinct()
                        .toList());
    }

    /** What a person wants to know of it; nothing secret. */
    public Output<Map<String, String>> outputs() {
        var outputs = new TreeMap<String, Output<String>>();
        outputs.put("name", Output.of(plan.name().value()));
        outputs.put("url", Output.of(plan.url()));
        outputs.put("apiUrl", Output.of(plan.url() + "/api/v1"));
        outputs.put(DataNames.KEY, Output.of(plan.data().value()));
        plan.certificates().ifPresent(it -> outputs.put("certificates", Output.of(it)));
        database.ifPresent(it -> outputs.put("database", it.name()));
        backend.ifPresent(it -> outputs.put("backend", it.name()));
        frontend.ifPresent(it -> outputs.put("frontend", it.name()));
        return Outputs.map(outputs);
    }

    /** Its database, if it has one. */
    public Optional<ClientDatabase> database() {
        return database;
    }

    private EstateNetwork network() {
        return shared.networks().client(plan.data(), plan.number(), this);
    }

    private Optional<InitJob> init(ClientDatabase itsDatabase) {
        var scripts = InitScripts.in(shared.update().settings().root(), plan.initDirectory());
        return scripts.isEmpty() ? Optional.empty() : Optional.of(new InitJob(plan.data(), scripts, itsDatabase, this));
    }

    private AppContainer backend(AppPlan app) {
        var environment = new TreeMap<String, Output<String>>();
        database.ifPresent(it -> environment.putAll(it.urls()));
        var networks = new ArrayList<>(networks(shared.networks().edgeBackend()));
        database.ifPresent(it -> networks.add(shared.networks().data().name()));
        var before = init.map(InitJob::ready).orElse(Output.of(Ready.now()));
        return container(app, environment, networks, before);
    }

    private AppContainer frontend(AppPlan app) {
        var environment = new TreeMap<String, Output<String>>();
        backend.ifPresent(it -> environment.put("BACKEND_URL", it.url()));
        var before = backend.map(AppContainer::ready).orElse(Output.of(Ready.now()));
        return container(app, environment, networks(shared.networks().edgeFrontend()), before);
    }

    private AppContainer container(
            AppPlan app, Map<String, Output<String>> environment, List<Output<String>> networks, Output<Ready> before) {
        var safely = Output.tuple(before, shared.networks().protection()).applyValue(it -> it.t1.and(it.t2));
        return new AppContainer(app, shared.update(), environment, networks, shared.volumes(), safely, this);
    }

    private List<Output<String>> networks(EstateNetwork edge) {
        return Stream.concat(Stream.of(edge), network.stream())
                .map(EstateNetwork::name)
                .toList();
    }
}
