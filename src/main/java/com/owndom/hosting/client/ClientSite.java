package com.owndom.hosting.client;

import com.owndom.hosting.app.AppContainer;
import com.owndom.hosting.app.AppPlan;
import com.owndom.hosting.proxy.Site;
import com.owndom.hosting.proxy.SiteLimits;
import com.owndom.hosting.proxy.Upstream;
import com.pulumi.core.Output;
import java.util.Optional;

/**
 * A client as the proxy sees it.
 *
 * @param plan has host and limits
 * @param frontend the container, if the client has one
 * @param backend the container, if the client has one
 */
record ClientSite(ClientPlan plan, Optional<AppContainer> frontend, Optional<AppContainer> backend) {

    /** The site, once the names and ids of the containers are known. */
    Output<Site> site() {
        return Output.tuple(upstream(plan.frontend(), frontend), upstream(plan.backend(), backend))
                .applyValue(upstreams -> site(upstreams.t1, upstreams.t2));
    }

    private Site site(Optional<Upstream> web, Optional<Upstream> api) {
        var client = plan.description();
        var limits = new SiteLimits(client.uploadLimit(), client.apiRate(), client.webRate(), client.answerSeconds());
        return new Site(
                plan.name().value(), plan.siteHosts(), web, api, limits, client.asksForPassword(), plan.maintenance());
    }

    private static Output<Optional<Upstream>> upstream(Optional<AppPlan> plan, Optional<AppContainer> container) {
        return container
                .map(it -> Output.tuple(it.name(), it.image(), it.id())
                        .applyValue(running ->
                                Optional.of(upstream(plan.orElseThrow(), running.t1, running.t2, running.t3))))
                .orElse(Output.of(Optional.empty()));
    }

    private static Upstream upstream(AppPlan app, String name, String image, String id) {
        return new Upstream(
                app.name(), name, image, id, app.port(), app.health().path(), app.settings());
    }
}
