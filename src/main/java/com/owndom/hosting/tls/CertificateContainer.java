package com.owndom.hosting.tls;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.container.MemorySize;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.settings.EstateSettings;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerHealthcheckArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The containers that keep certificates: one that installs settings and ends, one that keeps running. Both are root
 * without a single capability, because the proxy's master reads keys as root.
 *
 * @param estate names them
 * @param settings the stack's
 * @param list what they are told
 */
record CertificateContainer(EstateName estate, EstateSettings settings, CertificateList list) {

    private static final String SERVED = "/etc/nginx/certificates";
    private static final String STATE = "/var/lib/certificates";
    private static final String INSTALLED = "/install/";
    private static final String PROGRAM = "/usr/local/lib/certificates/certificates";
    private static final MemorySize MEMORY = new MemorySize(256);
    private static final String CPUS = "0.5";
    private static final int PROCESSES = 128;
    private static final int STOP_SECONDS = 10;

    /** {@code <estate>_<part>_<stack>}. */
    String name(String part) {
        return estate.of(part);
    }

    /** Puts settings, token and the person's own files into the volumes: a read-only container takes no files itself. */
    ContainerArgs.Builder installer(String image, Output<String> served, Output<String> state) {
        return Containers.confined(Job.small(ContainerArgs.builder()))
                .labels(Labels.server(estate, "certificate-settings"))
                .image(image)
                .networkMode("none")
                .volumes(volumes(served, state))
                .uploads(uploads())
                .command("install");
    }

    /** Is replaced when what was installed is; nothing that serves is. */
    ContainerArgs keeper(
            String image,
            Output<String> network,
            Output<String> served,
            Output<String> state,
            Output<String> installed) {
        var labels = Labels.limited(Labels.server(estate, "certificates"), PROCESSES);
        var args = Containers.confined(Containers.keptRunning(labels))
                .name(name("certificates"))
                .image(image)
                .networksAdvanced(Containers.member(network))
                .envs(installed.applyValue(it -> List.of("INSTALLED_BY=" + it)))
                .volumes(volumes(served, state))
                .readOnly(true)
                .tmpfs(Map.of("/tmp", "mode=1777,size=16m"))
                .healthcheck(health())
                // The proxy's image would be sent SIGQUIT.
                .stopSignal("SIGTERM")
                .destroyGraceSeconds(STOP_SECONDS);
        return Containers.limited(args, MEMORY, CPUS).build();
    }

    private static List<ContainerVolumeArgs> volumes(Output<String> served, Output<String> state) {
        return List.of(Containers.volume(served, SERVED), Containers.volume(state, STATE));
    }

    private static ContainerHealthcheckArgs health() {
        return Containers.check("CMD", "sh", PROGRAM, "health");
    }

    private Output<List<ContainerUploadArgs>> uploads() {
        var token = settings.certificates().token().orElse(Output.ofSecret(""));
        return token.applyValue(this::uploads);
    }

    private List<ContainerUploadArgs> uploads(String token) {
        var uploads = new ArrayList<ContainerUploadArgs>();
        list.files().forEach((path, text) -> uploads.add(setting(path, text)));
        if (!token.isEmpty()) {
            uploads.add(setting("token", token + "\n"));
        }
        settings.certificates().roots().ifPresent(it -> uploads.add(setting("roots", project(it))));
        for (var plan : list.own()) {
            var files = new OwnFiles(settings.root(), plan.name());
            uploads.add(own(plan, "fullchain.pem", project(files.chainPath())));
            uploads.add(own(plan, "key.pem", project(files.keyPath())));
        }
        return uploads;
    }

    private static ContainerUploadArgs setting(String path, String text) {
        return Containers.file(INSTALLED + "settings/" + path, text, "0600");
    }

    private static ContainerUploadArgs own(CertificatePlan plan, String file, String text) {
        return Containers.file(INSTALLED + "own/" + plan.name() + "/" + file, text, "0600");
    }

    private String project(String path) {
        try {
            return Files.readString(settings.root().resolve(path));
        } catch (IOException checkedBefore) {
            throw new UncheckedIOException(checkedBefore);
        }
    }
}
