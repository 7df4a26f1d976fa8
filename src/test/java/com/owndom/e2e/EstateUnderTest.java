package com.owndom.e2e;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import com.owndom.hosting.Estate;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.database.DatabaseServer;
import com.owndom.hosting.plan.Selection;
import com.pulumi.Context;
import com.pulumi.automation.AutomationException;
import com.pulumi.automation.ConfigValue;
import com.pulumi.automation.LocalWorkspace;
import com.pulumi.automation.LocalWorkspaceOptions;
import com.pulumi.automation.PreviewOptions;
import com.pulumi.automation.RefreshOptions;
import com.pulumi.automation.UpOptions;
import com.pulumi.automation.WorkspaceStack;
import com.pulumi.automation.events.EngineEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An estate of its own on the machine's Docker: its own stack, state, ports, subnets and names. */
final class EstateUnderTest {

    static final String MASTER_SECRET = "a-master-secret-that-must-never-be-seen-anywhere";
    /** More than an app needs on a busy machine. */
    private static final String HEALTH_SECONDS = "30";

    private static final Gson JSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private static final List<String> SOURCES =
            List.of("apps", "packages", "tools", "package.json", "package-lock.json", ".dockerignore");

    private final String name = "e2e" + Long.toString(System.nanoTime() % 100_000_000, 36);
    private final Path directory;
    private final WorkspaceStack stack;
    private List<DatabaseServer> servers = List.of();
    final int httpPort = FreePort.next();
    final int httpsPort = FreePort.next();
    final int postgresPort = FreePort.next();
    final Docker docker = new Docker(name);
    final Browser browser = new Browser(httpPort);

    /** Starts with nothing declared. */
    EstateUnderTest(String environment, int pool) throws Exception {
        directory = Files.createTempDirectory("estate");
        for (var source : SOURCES) {
            Shell.run("cp", "--recursive", source, directory.toString());
        }
        Files.createDirectory(directory.resolve("target"));
        var state = Files.createDirectory(directory.resolve("state"));
        var options = LocalWorkspaceOptions.builder()
                .workDir(directory)
                .environmentVariables(
                        Map.of("PULUMI_BACKEND_URL", "file://" + state, "PULUMI_CONFIG_PASSPHRASE", "a passphrase"))
                .build();
        stack = LocalWorkspace.createOrSelectStack("owndom", name, context -> {}, options);
        stack.setAllConfig(config(environment, pool));
    }

    private Map<String, ConfigValue> config(String environment, int pool) {
        var config = new HashMap<String, ConfigValue>();
        config.put("environment", new ConfigValue(environment));
        config.put("domain", new ConfigValue("e2e.localhost"));
        config.put("plainHttp", new ConfigValue("true"));
        config.put("httpPort", new ConfigValue(String.valueOf(httpPort)));
        config.put("httpsPort", new ConfigValue(String.valueOf(httpsPort)));
        config.put("postgresPort", new ConfigValue(String.valueOf(postgresPort)));
        config.put("healthSeconds", new ConfigValue(HEALTH_SECONDS));
        config.put("backups", new ConfigValue("false"));
        config.put("drainSeconds", new ConfigValue("3"));
        config.put("subnetPool", new ConfigValue("10." + pool + ".0.0/16"));
        config.put("masterSecret", new ConfigValue(MASTER_SECRET, true));
        return config;
    }

    String name() {
        return name;
    }

    /** With these database servers beside the one that every estate has. */
    void servers(DatabaseServer... further) {
        servers = List.of(further);
    }

    Path directory() {
        return directory;
    }

    WorkspaceStack stack() {
        return stack;
    }

    void set(String key, String value) throws AutomationException {
        stack.setConfig(key, new ConfigValue(value));
    }

    void setSecret(String key, String value) throws AutomationException {
        stack.setConfig(key, new ConfigValue(value, true));
    }

    void up(Client... clients) throws AutomationException {
        up(options(clients));
    }

    void up(UpOptions.Builder options) throws AutomationException {
        try {
            stack.up(options.build());
        } catch (AutomationException afterwards) {
            // The update is over by then: the Automation API reads its outputs, and knows only those that are text.
            if (!(afterwards.getCause() instanceof JsonSyntaxException)) {
                throw afterwards;
            }
        }
    }

    /** What a person reads when the update fails because an app does not answer, which it is not given long for. */
    String unansweredUp(Client... clients) throws AutomationException {
        set("healthSeconds", "4");
        try {
            return failedUp(clients);
        } finally {
            set("healthSeconds", HEALTH_SECONDS);
        }
    }

    /** What a person reads when the update fails. */
    String failedUp(Client... clients) {
        return failedUp(options(clients));
    }

    String failedUp(UpOptions.Builder options) {
        var printed = new StringBuffer();
        try {
            stack.up(options.onStandardOutput(it -> printed.append(it).append('\n'))
                    .onStandardError(it -> printed.append(it).append('\n'))
                    .build());
        } catch (AutomationException expected) {
            return printed.toString();
        }
        throw new AssertionError("the update succeeded:\n" + printed);
    }

    UpOptions.Builder options(Client... clients) {
        return options(Selection.all(), clients);
    }

    UpOptions.Builder options(Selection selection, Client... clients) {
        return UpOptions.builder()
                .program(InlineProgram.of(context -> new Estate(context, "e2e", List.of(clients), servers, selection)));
    }

    /** What the launcher would give pulumi for `up CLIENT…`, with a space between. */
    UpOptions.Builder only(String clients, Client... program) throws Exception {
        var snapshot = directory.resolve("snapshot.json");
        Files.writeString(snapshot, JSON.toJson(stack.exportStack().deployment()));
        var script =
                "source toolchain/launcher/stack.sh; source toolchain/launcher/targets.sh; SNAPSHOT=%s; target_options %s";
        var targets = Shell.run("bash", "-c", script.formatted(snapshot, clients))
                .lines()
                .filter(line -> !line.equals("--target"))
                .toList();
        return options(Selection.of(clients.split(" ")), program).targets(targets);
    }

    /** The events of an update, in their order. */
    List<EngineEvent> eventsOfUp(Client... clients) throws AutomationException {
        var events = new ArrayList<EngineEvent>();
        up(options(clients).onEvent(events::add));
        return events;
    }

    /** A stack output as the state holds it. */
    String output(String name) throws AutomationException {
        var outputs = stack.exportStack().deployment().toString();
        return outputs.substring(Math.max(0, outputs.indexOf(name)));
    }

    /** The roles that may log in to the client's database. */
    List<String> logins(String client) {
        var roles =
                "SELECT m.rolname FROM pg_auth_members JOIN pg_roles m ON m.oid = member JOIN pg_roles o ON o.oid = roleid"
                        + " WHERE o.rolname = '%s' AND m.rolcanlogin ORDER BY 1".formatted(client.replace('-', '_'));
        return docker.sql("postgres", roles).lines().toList();
    }

    void expectNoChanges(Client... clients) throws AutomationException {
        up(options(clients).expectNoChanges(true).diff(true));
    }

    void expectNoDrift() throws AutomationException {
        stack.refresh(RefreshOptions.builder().expectNoChanges(true).build());
    }

    String preview(Client... clients) throws AutomationException {
        return stack.preview(PreviewOptions.builder().program(declare(clients)).build())
                .standardOutput();
    }

    Consumer<Context> declare(Client... clients) {
        return InlineProgram.of(context -> new Estate(context, "e2e", List.of(clients), servers));
    }

    /** Removes all of it, data included. */
    void remove() throws Exception {
        stack.close();
        docker.removeAll();
        Shell.run("rm", "--recursive", "--force", directory.toString());
    }
}
