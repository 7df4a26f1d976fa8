package com.owndom.hosting.proxy;

import com.owndom.hosting.container.Containers;
import com.owndom.hosting.job.Job;
import com.owndom.hosting.job.JobOutcome;
import com.owndom.hosting.job.LastUpdate;
import com.owndom.hosting.settings.Visitors;
import com.owndom.hosting.text.ShippedText;
import com.pulumi.core.Output;
import com.pulumi.deployment.Deployment;
import com.pulumi.docker.ContainerArgs;
import com.pulumi.docker.inputs.ContainerUploadArgs;
import com.pulumi.docker.inputs.ContainerVolumeArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Switches the proxy to a release of every client's site at once: one reload an update, another before it where
 * an app is new, none when nothing changed.
 *
 * <p>It runs inside the proxy's process and network namespaces, so it asks a new app exactly as the proxy will.
 */
public final class Publication {

    /** The logical name. */
    public static final String NAME = "publish";

    private static final String SCRIPT = "/publish/publish.sh";
    static final String RELEASE = "/publish/release.txt";

    private final Job job;
    private final Output<List<PublishedSite>> sites;

    /** Declares the publication of a release. */
    public Publication(
            ReverseProxy proxy,
            Output<Release> release,
            Visitors visitors,
            LastUpdate lastUpdate,
            CustomResourceOptions options) {
        this.sites = release.applyValue(it -> it.published(proxy.plan()));
        var namespace = proxy.container().applyValue(id -> "container:" + id);
        var args = Job.small(Containers.confined(ContainerArgs.builder(), ProxyContainer.CAPABILITIES))
                .image(proxy.image())
                .labels(proxy.labels("publication"))
                .pidMode(namespace)
                .networkMode(namespace)
                .volumes(volumes(proxy))
                .uploads(release.applyValue(it -> uploads(it, proxy.plan(), visitors)))
                .command("sh", SCRIPT);
        var environment =
                Output.of(List.of("HEALTH_SECONDS=" + proxy.healthSeconds(), "DRAIN_SECONDS=" + proxy.drainSeconds()));
        this.job = new Job(NAME, "release", args, environment, lastUpdate, options);
    }

    /** For those that start once it has ended. */
    public Resource resource() {
        return job.container();
    }

    /** What is published now; nothing new unless it has succeeded. */
    public Output<List<PublishedSite>> sites() {
        return Output.tuple(outcome(), sites).applyValue(it -> it.t1.succeeded() ? it.t2 : List.of());
    }

    /** How it ended. */
    public Output<JobOutcome> outcome() {
        return job.outcome();
    }

    /**
     * What follows once it has succeeded, and what instead when it has not; a preview shows what follows. What is of one
     * client must not depend on it beside: the engine refuses to update some clients as long as something of another
     * depends on what they share.
     */
    public <T> Output<T> whenDone(Supplier<Output<T>> then, Supplier<T> otherwise) {
        return Deployment.getInstance().isDryRun()
                ? then.get()
                : outcome().apply(it -> it.succeeded() ? then.get() : Output.of(otherwise.get()));
    }

    /** It alone writes certificates beside the one who gets them: those that stand in until there are real ones. */
    private static List<ContainerVolumeArgs> volumes(ReverseProxy proxy) {
        return Stream.concat(
                        Stream.of(Containers.volume(proxy.releases(), ProxyText.ESTATE)),
                        proxy.certificates().stream().map(it -> Containers.volume(it, ProxyText.CERTIFICATES)))
                .toList();
    }

    /** Only this file is a secret: the others are to be seen in the plan. */
    private static ContainerUploadArgs passwords(PublishedSite site, Visitors visitors) {
        return ContainerUploadArgs.builder()
                .file("/publish/passwords/" + site.client() + ".passwords")
                .content(visitors.file(site.client()))
                .build();
    }

    private static List<ContainerUploadArgs> uploads(Release release, ProxyPlan plan, Visitors visitors) {
        var uploads = new ArrayList<ContainerUploadArgs>();
        uploads.add(Containers.file(SCRIPT, ShippedText.of(Publication.class, "publish.sh")));
        uploads.add(Containers.file(ProxyText.MAIN_FILE, MainText.of()));
        uploads.add(Containers.file(RELEASE, release.text(plan)));
        release.published(plan).stream()
                .filter(PublishedSite::asksForPassword)
                .forEach(site -> uploads.add(passwords(site, visitors)));
        return uploads;
    }
}
