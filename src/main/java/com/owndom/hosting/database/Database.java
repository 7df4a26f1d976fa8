package com.owndom.hosting.database;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A client's database as its owner described it.
 *
 * @param connectionLimit how many connections one version of its apps may hold, at least 1; all limits fit in the
 *     server's
 * @param extensions created in it before its first SQL runs; they have to be in the server's image
 * @param init directory of the SQL that runs once, relative to the project; by default the guide's
 * @param passwordGeneration counted up from 1 to rotate the role's password
 * @param server the name of the {@link DatabaseServer} where it is; {@code postgres} by default
 */
public record Database(
        int connectionLimit, List<String> extensions, Optional<String> init, int passwordGeneration, String server) {

    /** Connections of an app unless said otherwise: as many as a pool has that is not told how many. */
    public static final int CONNECTION_LIMIT = 10;

    /** Copies the extensions, each once: the second resource of a name would end the update. */
    public Database {
        extensions = List.copyOf(new LinkedHashSet<>(extensions));
    }

    /** 10 connections, {@code uuid-ossp}, the guide's {@code tools/database/clients/<client>/init}. */
    public static Database conventional() {
        return new Database(CONNECTION_LIMIT, List.of("uuid-ossp"), Optional.empty(), 1, DatabaseServer.SHARED);
    }

    /** With another connection limit; the role may hold twice as many, while an update runs two versions. */
    public Database withConnectionLimit(int limit) {
        return new Database(limit, extensions, init, passwordGeneration, server);
    }

    /** With these extensions instead of {@code uuid-ossp}; one that is left out later stays in the database. */
    public Database withExtensions(String... names) {
        return new Database(connectionLimit, List.of(names), init, passwordGeneration, server);
    }

    /** With the SQL of another directory, relative to the project, which has to be there. */
    public Database withInit(String directory) {
        return new Database(connectionLimit, extensions, Optional.of(directory), passwordGeneration, server);
    }

    /** With the password of that generation; 1 is the first. */
    public Database withPasswordGeneration(int generation) {
        return new Database(connectionLimit, extensions, init, generation, server);
    }

    /**
     * On that server of the estate. For a client that has data, {@code ./hosting move} takes them there; until then the
     * client stays where they are.
     */
    public Database withServer(String name) {
        return new Database(connectionLimit, extensions, init, passwordGeneration, name);
    }
}
