package com.owndom.hosting.database;

import com.pulumi.core.Output;
import com.pulumi.postgresql.Grant;
import com.pulumi.postgresql.GrantArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;

/** Takes from PUBLIC what PostgreSQL gives it: that every role may connect to a database. */
final class ClosedDatabase {

    private ClosedDatabase() {}

    static Grant declare(String logicalName, Output<String> database, CustomResourceOptions options) {
        var args = GrantArgs.builder()
                .database(database)
                .role("public")
                .objectType("database")
                .privileges(List.of())
                .build();
        return new Grant(logicalName, args, options);
    }
}
