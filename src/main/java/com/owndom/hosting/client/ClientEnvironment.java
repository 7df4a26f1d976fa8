package com.owndom.hosting.client;

import com.owndom.hosting.app.App;
import com.owndom.hosting.app.AppRole;
import java.util.Map;
import java.util.TreeMap;

/**
 * The plain environment variables that both apps of a client receive: short names, and the guide's prefixed ones.
 *
 * @param client as described
 * @param number gives the ports
 * @param url the client's public address
 */
record ClientEnvironment(Client client, int number, String url) {

    Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        var apiUrl = url + "/api/v1";
        variables.put("CLIENT_NAME", client.name().value());
        variables.put("PUBLIC_URL", url);
        variables.put("API_URL", apiUrl);
        variables.put("CORS_ORIGIN", url);
        variables.put(prefixed("URL"), url);
        variables.put(prefixed("API_URL"), apiUrl);
        client.frontend().ifPresent(app -> variables.put(prefixed("FRONTEND_PORT"), port(AppRole.FRONTEND, app)));
        client.backend().ifPresent(app -> variables.put(prefixed("BACKEND_PORT"), port(AppRole.BACKEND, app)));
        client.database()
                .ifPresent(any ->
                        variables.put(prefixed("DB_NAME"), client.dataName().database()));
        return variables;
    }

    private String prefixed(String variable) {
        return client.name().constant() + "_" + variable;
    }

    private String port(AppRole role, App app) {
        return String.valueOf(app.port().orElse(role.port(number)));
    }
}
