package com.owndom.hosting.app;

import com.owndom.hosting.container.Capability;
import com.owndom.hosting.container.Containers;
import com.owndom.hosting.container.Labels;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.Ready;
import com.owndom.hosting.job.Update;
import com.owndom.hosting.text.Hmac;
import com.owndom.hosting.text.Outputs;
import com.owndom.hosting.text.ShippedText;
import com.pulumi.core.Output;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An app's secrets as files in a volume of its own. A job writes them there: Docker takes no upload into a container
 * that is read-only, and what it takes would be part of each image that is made of the container.
 */
final class SecretFiles {

    private static final String DIRECTORY = "/run/secrets";
    private static final String SCRIPT = "/staged/write-secrets.sh";
    private static final int VERSION_LENGTH = 12;

    private final String subject;
    private final Volume volume;
    private final Job job;
    private final Output<String> version;

    /**
     * Declares volume and job under the client.
     *
     * @param secrets the values by the names of the variables
     */
    SecretFiles(AppPlan plan, Update update, Map<String, Output<String>> secrets, Resource parent) {
        this.subject = plan.subject();
        var values = Outputs.map(secrets);
        this.version = Output.tuple(update.settings().masterSecret(), values)
                .applyValue(it -> version(it.t1, plan.name(), it.t2))
                .asPlaintext();
        var name = plan.name() + "-secrets";
        var part = plan.role().label() + "-secrets";
        var under = CustomResourceOptions.builder().parent(parent);
        var named = VolumeArgs.builder().name(update.estate().of(plan.client(), part));
        this.volume = new Volume(name, named.build(), under.build());
        var args = Job.small(Containers.confined(ContainerArgs.builder(), Capability.CHOWN, Capability.FOWNER))
                .image(update.settings().postgres().image())
                .labels(Labels.client(update.estate(), plan.client(), part))
                .networkMode("none")
                .volumes(Containers.volume(volume.name(), DIRECTORY))
                .uploads(values.applyValue(SecretFiles::uploads))
                .command("sh", SCRIPT);
        var owner = new AppUser(plan, update.settings()).number().orElse("");
        var options = under.deleteBeforeReplace(true).build();
        this.job = new Job(name, "files", args, Output.of(List.of("OWNER=" + owner)), update.last(), options);
    }

    /** The path at which the app finds the secret of that name: {@code /run/secrets/database-url}. */
    static String path(String variable) {
        return DIRECTORY + "/" + variable.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the app may start. */
    Output<Ready> ready() {
        return job.ready(it ->
                "%s: its secrets could not be written, so it was not started.%n%s".formatted(subject, it.lastLines(5)));
    }

    /** Another one when a secret is: the app reads them when it starts. Everyone may know it. */
    Output<String> version() {
        return version;
    }

    /** Under the app's name: that two apps have the same secret is not to be seen either. */
    static String version(String masterSecret, String app, Map<String, String> secrets) {
        var text = new StringBuilder("secrets/" + app + "\n");
        new TreeMap<>(secrets).forEach((name, value) -> text.append(name + " " + value.length() + " " + value + "\n"));
        return Hmac.of(masterSecret, text.toString()).substring(0, VERSION_LENGTH);
    }

    /** Where the app finds them; it cannot change them. */
    ContainerVolumeArgs mount() {
        return Containers.readOnlyVolume(Outputs.unlessFailed(volume.name()), DIRECTORY);
    }

    private static List<ContainerUploadArgs> uploads(Map<String, String> secrets) {
        var uploads = new ArrayList<ContainerUploadArgs>();
        uploads.add(Containers.file(SCRIPT, ShippedText.of(SecretFiles.class, "write-secrets.sh")));
        secrets.forEach((name, value) ->
                uploads.add(Containers.file(path(name).replace(DIRECTORY, "/staged/files"), value, "0400")));
        return uploads;
    }
}
