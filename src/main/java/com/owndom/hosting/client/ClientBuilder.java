package com.owndom.hosting.client;

import com.owndom.hosting.app.App;
import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.backup.Backup;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.proxy.SiteLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What can be said of a {@link Client}; every option has a default. Nothing is refused at once: the estate checks all
 * clients together and names every problem in one message.
 */
public final class ClientBuilder {

    boolean apex;
    Optional<String> formerly = Optional.empty();
    Optional<String> domain = Optional.empty();
    final List<String> aliases = new ArrayList<>();
    boolean www;
    final List<String> redirectedHosts = new ArrayList<>();
    final Map<String, String> redirects = new TreeMap<>();
    boolean notProxied;
    boolean dnsElsewhere;
    final List<String> hostsElsewhere = new ArrayList<>();
    Optional<Integer> number = Optional.empty();
    Optional<App> frontend = Optional.of(App.conventional());
    Optional<App> backend = Optional.of(App.conventional());
    Optional<Database> database = Optional.of(Database.conventional());
    Optional<Backup> backup = Optional.of(Backup.conventional());
    String uploadLimit = "10m";
    Duration answerTime = Duration.ofSeconds(SiteLimits.ANSWER_SECONDS);
    boolean password;
    int apiRate = 10;
    int webRate = 50;

    ClientBuilder() {}

    /**
     * Answers at the estate's own domain and has number 0, like the guide's portfolio; its sources are in {@code apps/}
     * itself. An estate has one such client.
     */
    public ClientBuilder apex() {
        apex = true;
        return this;
    }

    /**
     * Keeps the data that came to be under another name: role, database and volumes are called after it for good. Refused
     * when the client's data have another name, or when another client's have this one.
     */
    public ClientBuilder formerly(String name) {
        formerly = Optional.of(name);
        return this;
    }

    /** Answers at a domain of its own, in lower case; not in {@code development}, for it leads to the production host. */
    public ClientBuilder domain(String name) {
        domain = Optional.of(name);
        return this;
    }

    /** Answers at further domains too, in lower case, exactly as at its main one; not in {@code development}. */
    public ClientBuilder alias(String... domains) {
        aliases.addAll(List.of(domains));
        return this;
    }

    /** Sends visitors of {@code www.} and the main host to the main host, to what they asked for; not by default. */
    public ClientBuilder www() {
        www = true;
        return this;
    }

    /** Sends visitors of another domain to the main host, to what they asked for; not in {@code development}. */
    public ClientBuilder redirectFrom(String domain) {
        redirectedHosts.add(domain);
        return this;
    }

    /** Sends visitors of another domain to exactly this address, https:// or http://; not in {@code development}. */
    public ClientBuilder redirect(String domain, String address) {
        redirects.put(domain, address);
        return this;
    }

    /** Its visitors do not come through Cloudflare: its records lead straight to the host, with the stack's {@code dnsTtl}. */
    public ClientBuilder notProxied() {
        notProxied = true;
        return this;
    }

    /**
     * The records of these hosts, or of all its hosts when none is named, are kept by somebody else: the estate makes none,
     * and tells in the stack output {@code dnsElsewhere} which there have to be.
     */
    public ClientBuilder dnsElsewhere(String... hosts) {
        dnsElsewhere = dnsElsewhere || hosts.length == 0;
        hostsElsewhere.addAll(List.of(hosts));
        return this;
    }

    /**
     * Sets the number, 1 to 999, that gives ports and subnet: N for {@code client-N}, else derived from the name. Needed
     * only when two names derive the same one.
     */
    public ClientBuilder number(int value) {
        number = Optional.of(value);
        return this;
    }

    /** Describes the frontend; what is not said is the guide's convention. */
    public ClientBuilder frontend(UnaryOperator<AppBuilder> options) {
        frontend = Optional.of(options.apply(new AppBuilder()).build());
        return this;
    }

    /** Describes the backend; what is not said is the guide's convention. */
    public ClientBuilder backend(UnaryOperator<AppBuilder> options) {
        backend = Optional.of(options.apply(new AppBuilder()).build());
        return this;
    }

    /** Describes the backend's database; refused for a client without a backend. */
    public ClientBuilder database(UnaryOperator<Database> options) {
        database = Optional.of(options.apply(Database.conventional()));
        return this;
    }

    /** Has no frontend: the backend answers everything. A client has at least one app. */
    public ClientBuilder noFrontend() {
        frontend = Optional.empty();
        return this;
    }

    /** Has no backend, and so no database: the frontend answers everything. */
    public ClientBuilder noBackend() {
        backend = Optional.empty();
        return this;
    }

    /** Has no database. One that it had before is set aside on the server, not dropped. */
    public ClientBuilder noDatabase() {
        database = Optional.empty();
        return this;
    }

    /** Describes how its database and volumes are backed up; what is not said is the stack's. */
    public ClientBuilder backup(UnaryOperator<Backup> options) {
        backup = Optional.of(options.apply(Backup.conventional()));
        return this;
    }

    /** Is not backed up; its data are lost with the host. */
    public ClientBuilder noBackup() {
        backup = Optional.empty();
        return this;
    }

    /** The largest request body, as nginx writes it: bytes, or an amount in k, m or g; {@code 10m} by default. */
    public ClientBuilder uploadLimit(String size) {
        uploadLimit = size;
        return this;
    }

    /** How long an app may be silent while it answers or a WebSocket is open, 1 s to 1 h; the guide's 30 s by default. */
    public ClientBuilder answerTime(Duration duration) {
        answerTime = duration;
        return this;
    }

    /**
     * Asks visitors for a name and a password (RFC 7617), also at {@code /api/}; not by default. The stack has to say who
     * they are: {@code pulumi config set --secret --path 'visitors.client-1.anna' "$(openssl passwd -6)"}. The client's
     * own apps must not use the header {@code Authorization} then.
     */
    public ClientBuilder password() {
        password = true;
        return this;
    }

    /** Requests a second from one address to {@code /api/}; 10 by default; less than 1 is refused. As many may come at once, at least the guide's 10. */
    public ClientBuilder apiRate(int requestsPerSecond) {
        apiRate = requestsPerSecond;
        return this;
    }

    /** Requests a second from one address to everything else; 50 by default; less than 1 is refused. What is taken in 0.4 seconds may come at once, at least the guide's 20. */
    public ClientBuilder webRate(int requestsPerSecond) {
        webRate = requestsPerSecond;
        return this;
    }
}
