package com.owndom.hosting.client;

import com.owndom.hosting.app.App;
import com.owndom.hosting.backup.Backup;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.name.ClientName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One customer: a frontend, a backend, a database and a host, as its owner described them. A name alone is enough;
 * everything else is the guide's convention.
 *
 * <pre>{@code
 * new Client("client-1")
 * new Client("client-2", client -> client.backend(app -> app.memory("256m")))
 * }</pre>
 */
public final class Client {

    private final ClientName name;
    private final ClientBuilder options;

    /** A client that is all convention; the name is a DNS label, which the estate checks: {@code client-1}. */
    public Client(String name) {
        this(name, UnaryOperator.identity());
    }

    /** A client with what its options change; where two contradict each other, the last one counts. */
    public Client(String name, UnaryOperator<ClientBuilder> options) {
        this.name = new ClientName(name);
        this.options = options.apply(new ClientBuilder());
    }

    /** The name, from which every other name of the client is derived. */
    public ClientName name() {
        return name;
    }

    /** The name that its data have: its own, or the one under which they came to be. */
    public ClientName dataName() {
        return options.formerly.map(ClientName::new).orElse(name);
    }

    /** Whether it answers at the estate's own domain; not by default. */
    public boolean isApex() {
        return options.apex;
    }

    /** A domain of its own instead of {@code <name>.<estate's domain>}. */
    public Optional<String> domain() {
        return options.domain;
    }

    /** Further domains at which it answers as at its main one; none by default. */
    public List<String> aliases() {
        return List.copyOf(options.aliases);
    }

    /** Whether {@code www.} and the main host leads to the main host; not by default. */
    public boolean hasWww() {
        return options.www;
    }

    /** Domains that lead to the main host, to the same path; none by default. */
    public List<String> redirectedHosts() {
        return List.copyOf(options.redirectedHosts);
    }

    /** Addresses by the domain that leads to them, whatever the path; none by default. */
    public Map<String, String> redirects() {
        return Collections.unmodifiableMap(options.redirects);
    }

    /** Whether its visitors come to the host without Cloudflare in between, whatever the stack says; not by default. */
    public boolean isNotProxied() {
        return options.notProxied;
    }

    /** Whether somebody else keeps the records of that host; not by default. */
    public boolean hasDnsElsewhere(String host) {
        return options.dnsElsewhere || options.hostsElsewhere.contains(host);
    }

    /** The hosts that are named as ones whose records somebody else keeps; none by default. */
    public List<String> hostsElsewhere() {
        return List.copyOf(options.hostsElsewhere);
    }

    /** A number of its own, 1 to 999, instead of the one derived from its name. */
    public Optional<Integer> number() {
        return options.number;
    }

    /** The app that answers everything but {@code /api/}; all convention by default. */
    public Optional<App> frontend() {
        return options.frontend;
    }

    /** The app that answers {@code /api/} and has the database; all convention by default. */
    public Optional<App> backend() {
        return options.backend;
    }

    /** The backend's database, so none without a backend; all convention by default. */
    public Optional<Database> database() {
        return options.database.filter(any -> options.backend.isPresent());
    }

    /** Whether a database was described that no backend would use. */
    boolean hasUnusedDatabase() {
        return options.backend.isEmpty()
                && options.database
                        .filter(it -> !it.equals(Database.conventional()))
                        .isPresent();
    }

    /** How its data are backed up, if they are; as the stack says by default. */
    public Optional<Backup> backup() {
        return options.backup;
    }

    /** The largest request body, as nginx writes it; {@code 10m} by default. */
    public String uploadLimit() {
        return options.uploadLimit;
    }

    /** How many seconds an app may be silent while it answers; 30 by default. */
    public int answerSeconds() {
        return Math.toIntExact(options.answerTime.toSeconds());
    }

    /** Whether visitors have to give a name and a password; not by default. */
    public boolean asksForPassword() {
        return options.password;
    }

    /** Requests a second from one address to {@code /api/}; 10 by default. */
    public int apiRate() {
        return options.apiRate;
    }

    /** Requests a second from one address to everything else; 50 by default. */
    public int webRate() {
        return options.webRate;
    }
}
