package com.owndom.hosting.tls;

import com.owndom.hosting.container.ToolImage;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.Update;
import com.owndom.hosting.name.EstateName;
import com.owndom.hosting.network.EstateNetwork;
import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Outputs;
import com.pulumi.core.Output;
import com.pulumi.docker.Container;
import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;
import java.util.Map;

/**
 * Gets, checks and renews the certificates of all clients, and hands them to the proxy through a volume. One container
 * for the whole estate; adding a client replaces it and nothing that serves.
 *
 * <p>Outputs: {@code container} (its name) and {@code state} (the volume with the ACME account).
 */
public final class Certificates extends ComponentResource {

    /** The logical name of the job that installs settings and a person's own files. */
    public static final String JOB = "certificate-settings";

    private final CertificateContainer described;
    private final String imageName;
    private final RemoteImage image;
    private final Output<String> served;
    private final Volume state;
    private final Job job;

    /**
     * Declares what has to be there before the proxy's configuration names a certificate.
     *
     * @param served the volume that the proxy reads
     */
    public Certificates(
            Update update, List<CertificatePlan> plans, Output<String> served, ComponentResourceOptions options) {
        super("owndom:hosting:Certificates", "certificates", options);
        var settings = update.settings();
        var built = image(update.estate(), settings);
        this.described = new CertificateContainer(update.estate(), settings, new CertificateList(settings, plans));
        this.imageName = built.name();
        this.image = built.declare("certificates", options().build());
        this.served = served;
        var volume =
                VolumeArgs.builder().name(described.name("certificate-state")).build();
        this.state = new Volume("certificate-state", volume, options().build());
        var args = described.installer(imageName, served, stateName());
        this.job = new Job(
                JOB,
                "settings",
                args,
                Output.of(List.of()),
                update.last(),
                options().dependsOn(image).build());
    }

    /** Declares the container that keeps running, which asks for what is missing once the proxy serves all hosts. */
    public Output<String> keep(EstateNetwork network, Resource publication) {
        var installed = Outputs.unlessFailed(job.container().id());
        var args = described.keeper(imageName, network.name(), served, stateName(), installed);
        var after = options()
                .dependsOn(image, job.container(), publication)
                // The provider says it changes these in place, and does not.
                .replaceOnChanges("healthcheck", "tmpfs")
                .build();
        var container = new Container("certificates", args, after);
        registerOutputs(Map.of("container", container.name(), "state", state.name()));
        return Outputs.unlessFailed(container.name());
    }

    /** What the publication waits for. */
    public Resource installer() {
        return job.container();
    }

    /** How installing ended. */
    public Output<JobOutcome> outcome() {
        return job.outcome();
    }

    /** Lego on the proxy's image, which has sh, openssl and curl. */
    private static ToolImage image(EstateName estate, EstateSettings settings) {
        var arguments = Map.of(
                "LEGO_IMAGE", settings.certificates().legoImage(),
                "PROXY_IMAGE", settings.proxyImage());
        return new ToolImage(estate.image("certificates"), settings.root(), "tools/certificates", arguments);
    }

    private Output<String> stateName() {
        return Outputs.unlessFailed(state.name());
    }

    private CustomResourceOptions.Builder options() {
        return CustomResourceOptions.builder().parent(this).deleteBeforeReplace(true);
    }
}
