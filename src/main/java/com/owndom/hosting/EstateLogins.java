package com.owndom.hosting;

import com.owndom.hosting.client.HostedClient;
import com.owndom.hosting.database.ClientDatabase;
import com.owndom.hosting.proxy.Publication;
import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who logs in to each client's database. In an estate of before that is its owner, which stops to once visitors are served
 * by apps that log in otherwise.
 *
 * @param publication of every client's site
 */
record EstateLogins(Publication publication) {

    /** Takes the login from owners, and says who logs in, by the name of the client's data. */
    Output<Map<String, String>> declare(List<HostedClient> clients) {
        var each = clients.stream()
                .map(client -> client.database().map(database -> login(client, database)))
                .flatMap(Optional::stream)
                .toList();
        return Output.all(each).applyValue(EstateLogins::merged);
    }

    private Output<Map<String, String>> login(HostedClient client, ClientDatabase database) {
        var login = database.user().applyValue(it -> Map.of(database.data(), it));
        return database.ownerLogsIn() ? ended(client, database).apply(it -> it ? login : Output.of(Map.of())) : login;
    }

    private Output<Boolean> ended(HostedClient client, ClientDatabase database) {
        return client.refusal()
                .apply(why -> why.isPresent()
                        ? Output.of(false)
                        : publication.whenDone(() -> endOwnersLogin(database), () -> false));
    }

    private Output<Boolean> endOwnersLogin(ClientDatabase database) {
        database.endOwnersLogin();
        return Output.of(true);
    }

    private static Map<String, String> merged(List<Map<String, String>> each) {
        var merged = new TreeMap<String, String>();
        each.forEach(merged::putAll);
        return merged;
    }
}
