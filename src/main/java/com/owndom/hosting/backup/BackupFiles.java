package com.owndom.hosting.backup;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the container of one server is told, as files that nobody but root reads.
 *
 * @param settings the stack's
 * @param host the server's name in the network
 * @param superuser the password of its superuser
 * @param clients whose data are there
 * @param unused what clients of the program do not use any more
 * @param first whether it is the one that makes the repository and changes its password; the others wait for it
 */
record BackupFiles(
        EstateSettings settings,
        String host,
        Output<String> superuser,
        List<BackedUpClient> clients,
        List<BackedUpClient> unused,
        boolean first) {

    /** Where a repository on the host is in the container. */
    static final String LOCAL = "/repository";

    private static final String DIRECTORY = "/etc/backup/";

    BackupFiles {
        clients = List.copyOf(clients);
        unused = List.copyOf(unused);
    }

    boolean haveVolumes() {
        return Stream.of(clients, unused).flatMap(List::stream).anyMatch(it -> !it.volumes()
                .isEmpty());
    }

    Output<List<ContainerUploadArgs>> uploads() {
        return secrets().applyValue(secret -> {
            var files = new TreeMap<>(plain());
            files.putAll(secret);
            return files.entrySet().stream()
                    .filter(it -> !it.getValue().isEmpty()) // the provider refuses empty files
                    .map(it -> Containers.file(DIRECTORY + it.getKey(), it.getValue(), "0600"))
                    .toList();
        });
    }

    private Map<String, String> plain() {
        var backups = settings.backups();
        var files = new TreeMap<String, String>();
        files.put("server", host + "\n");
        files.put("repository", (backups.repository().isRemote() ? backups.repository() : LOCAL) + "\n");
        files.put("verify-hour", backups.hour() + "\n");
        files.put("clients", lines(clients));
        files.put("unused", lines(unused));
        files.put(
                "known-hosts",
                backups.access().knownHosts().map(it -> it.strip() + "\n").orElse(""));
        if (first) {
            files.put("first", "of the servers\n");
        }
        if (backups.repository().isVolume()) {
            files.put("unsafe", "on this host alone\n");
        }
        clients.forEach(client -> client.check().ifPresent(it -> files.put("checks/" + client.data() + ".sql", it)));
        return files;
    }

    private String lines(List<BackedUpClient> described) {
        return described.stream().map(it -> it.line(settings.backups())).collect(Collectors.joining());
    }

    private Output<Map<String, String>> secrets() {
        var access = settings.backups().access();
        var files = new TreeMap<String, Output<String>>();
        files.put("pgpass", superuser.applyValue("*:*:*:*:%s\n"::formatted));
        files.put("password", password(Optional.of(settings.masterSecret())));
        files.put("previous-password", password(settings.previousMasterSecret()));
        files.put("access-key", access.accessKey().orElse(Output.of("")));
        files.put("secret-key", access.secretKey().orElse(Output.of("")));
        files.put("ssh-key", access.sshKey().orElse(Output.of("")).applyValue(BackupFiles::line));
        return Outputs.map(files);
    }

    private static Output<String> password(Optional<Output<String>> masterSecret) {
        return masterSecret.map(it -> it.applyValue(BackupPassword::of)).orElse(Output.of(""));
    }

    private static String line(String text) {
        return text.isEmpty() ? "" : text.strip() + "\n";
    }
}
