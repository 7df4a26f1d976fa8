package com.owndom.e2e;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A container of an estate among the others.
 *
 * @param role {@code client-1-backend}, {@code proxy} or {@code postgres}
 * @param name of the container
 * @param targets what another could try, by {@code host:port}
 */
record Member(String role, String name, Map<String, String> targets) {

    static Member of(String role, EstateUnderTest estate) {
        var app = role.matches(".*-(front|back)end");
        var id = app
                ? estate.docker.id(role.replaceFirst("-[a-z]+$", ""), role.replaceFirst(".*-", ""))
                : "e2e_" + role + "_" + estate.name();
        var name = Docker.inspect(id, "{{.Name}}").substring(1);
        var targets = new TreeMap<String, String>();
        for (var port : ports(role, id)) {
            targets.put(name + ":" + port, role + " by name");
            addresses(id).forEach((network, address) -> targets.put(address + ":" + port, role + " in " + network));
        }
        return new Member(role, name, targets);
    }

    /** Its image has it, which the smallest do not. */
    boolean hasBash() {
        return !role.equals("pgbouncer");
    }

    private static List<String> ports(String role, String id) {
        return switch (role) {
            case "proxy" -> List.of("80", "443");
                // Nothing listens at the latter two: it is enough that the host's filter would let it pass.
            case "postgres", "pgbouncer", "backups", "certificates" -> List.of("5432");
            default -> List.of(Docker.environment(id, "PORT"));
        };
    }

    private static Map<String, String> addresses(String id) {
        var addresses = new TreeMap<String, String>();
        var format = "{{range $name, $it := .NetworkSettings.Networks}}{{$name}} {{$it.IPAddress}}{{println}}{{end}}";
        Docker.inspect(id, format)
                .lines()
                .map(line -> line.split(" "))
                .forEach(it -> addresses.put(kind(it[0]), it[1]));
        return addresses;
    }

    private static String kind(String network) {
        var kind = network.split("_");
        return network.contains("_network_") ? "its client's network" : kind[1];
    }
}
