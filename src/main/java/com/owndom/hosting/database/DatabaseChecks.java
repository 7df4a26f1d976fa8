package com.owndom.hosting.database;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.name.ClientName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What can be wrong with one client's database. */
public final class DatabaseChecks {

    private final Database database;
    private final Problems problems;

    private DatabaseChecks(ClientName client, Database database) {
        this.database = database;
        this.problems = new Problems(client.value());
    }

    /**
     * The database's problems, under the client's name.
     *
     * @param root the project's directory
     * @param initDirectory of the client's SQL, relative to it
     */
    public static List<Problem> of(ClientName client, Database database, Path root, String initDirectory) {
        var checks = new DatabaseChecks(client, database);
        checks.connectionLimit();
        checks.passwordGeneration();
        checks.extensions();
        checks.initDirectory(root);
        checks.initScripts(InitScripts.in(root, initDirectory));
        return checks.problems.found();
    }

    private void connectionLimit() {
        if (database.connectionLimit() < 1) {
            problems.refuse(
                    "connection limit " + database.connectionLimit(),
                    "a role needs at least 1 connection",
                    "leave it out for " + Database.CONNECTION_LIMIT);
        }
    }

    private void passwordGeneration() {
        if (database.passwordGeneration() < 1) {
            problems.refuse(
                    "password generation " + database.passwordGeneration(),
                    "the first generation is 1",
                    "leave it out for the first");
        }
    }

    private void extensions() {
        database.extensions().stream()
                .filter(it -> !it.matches("[a-z0-9_-]+"))
                .forEach(it -> problems.refuse(
                        "extension \"" + it + "\"",
                        "a name is lower-case letters, digits, underscores and hyphens",
                        "write one like withExtensions(\"pg_trgm\")"));
    }

    private void initDirectory(Path root) {
        database.init()
                .filter(it -> !Files.isDirectory(root.resolve(it)))
                .ifPresent(it -> problems.refuse(
                        "init directory \"" + it + "\"",
                        "there is no such directory",
                        "create it, or leave withInit(\"…\") out for the guide's"));
    }

    private void initScripts(InitScripts scripts) {
        scripts.malformed().forEach(file -> problems.refuse(file, "is not UTF-8 throughout", "save it as UTF-8"));
        scripts.transactionStatements()
                .forEach(place -> problems.refuse(
                        place, "init SQL runs in one transaction of its own", "remove the transaction statement"));
    }
}
