package com.owndom.bench;

import com.google.gson.JsonObject;
import com.owndom.hosting.database.DatabasePassword;
import com.owndom.hosting.network.SubnetPlan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What tells client-1 from the others in a state: its name in every spelling, its subnet, its password and the ids that
 * Docker gave.
 */
record FirstClient(List<String> ids) {

    private static final String SECRET = System.getenv("BENCH_SECRET");
    private static final SubnetPlan SUBNETS = new SubnetPlan(System.getenv("BENCH_POOL"));
    private static final Pattern NAME = Pattern.compile("(client[-_])1(?![0-9])", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRIDGE = Pattern.compile("(\"od[0-9a-f]+-c)1\"");
    private static final Pattern DOCKER_ID = Pattern.compile("[0-9a-f]{64}");

    static FirstClient in(List<JsonObject> resources) {
        return new FirstClient(resources.stream()
                .filter(FirstClient::owns)
                .filter(it -> it.has("id"))
                .map(it -> it.get("id").getAsString())
                .filter(DOCKER_ID.asMatchPredicate())
                .toList());
    }

    static boolean owns(JsonObject resource) {
        var urn = resource.get("urn").getAsString();
        return NAME.matcher(urn).find();
    }

    Copy copy(int number) {
        return new Copy(this, number);
    }

    private static String password(int number) {
        return DatabasePassword.of(SECRET, "client_" + number, 1);
    }

    /** The same with another number. */
    record Copy(FirstClient client, int number) {

        String of(String text) {
            var copied = NAME.matcher(text).replaceAll("$1" + number);
            copied = copied.replace(password(1), password(number));
            copied = copied.replace('"' + SUBNETS.client(1) + '"', '"' + SUBNETS.client(number) + '"');
            copied = BRIDGE.matcher(copied).replaceAll("$1" + number + '"');
            for (var id : client.ids()) {
                copied = copied.replace(id, id(id));
                // What an upstream is called after.
                copied = copied.replace('-' + id.substring(0, 12), '-' + id(id).substring(0, 12));
            }
            return copied;
        }

        private String id(String original) {
            var unique = UUID.nameUUIDFromBytes((original + number).getBytes(StandardCharsets.UTF_8));
            return unique.toString().replace("-", "").repeat(2);
        }
    }
}
