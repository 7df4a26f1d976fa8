package com.owndom.e2e;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The estate's PostgreSQL server, over its loopback port.
 *
 * @param port of loopback
 */
record Databases(int port) {

    /** Connects as the role of an app's DATABASE_URL, to that database or another. */
    Connection connect(String databaseUrl, String database) throws SQLException {
        var login = URI.create(databaseUrl).getUserInfo().split(":");
        return connect(login[0], login[1], database);
    }

    Connection connect(String role, String password, String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, role, password);
    }

    /** The first column of a query's rows, as text. */
    static List<String> column(Connection connection, String query) throws SQLException {
        var values = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
