package com.owndom.hosting.proxy;

import com.owndom.hosting.settings.ProxySettings;
import java.util.List;
import java.util.Optional;

/** Sites and plans that tests render. */
final class Sites {

    static final Upstream FRONTEND =
            new Upstream("client-1-frontend", "client-1-frontend-1a2b3c4", "web:1", "f1", 3001, "/", "");
    static final Upstream BACKEND =
            new Upstream("client-1-backend", "client-1-backend-5d6e7f8", "api:1", "b1", 4001, "/api/health", "");
    static final ProxyPlan PLAIN = new ProxyPlan(false, 80, ProxySettings.defaults(), 30);
    static final ProxyPlan TLS = new ProxyPlan(true, 443, ProxySettings.defaults(), 30);

    private Sites() {}

    static Site site(SiteHosts hosts) {
        return site(hosts, new SiteLimits("10m", 10, 50, 30), false, Optional.empty());
    }

    static Site site(SiteHosts hosts, SiteLimits limits, boolean password, Optional<String> maintenance) {
        return new Site("client-1", hosts, Optional.of(FRONTEND), Optional.of(BACKEND), limits, password, maintenance);
    }

    /** A site with every kind of host. */
    static SiteHosts hosts() {
        return new SiteHosts(
                "client-1.owndom.com",
                List.of("one.owndom.com", "bakery.example"),
                List.of(
                        new Redirect("www.bakery.example", "https://client-1.owndom.com", true),
                        new Redirect("shop.example", "https://market.example/bakery", false)),
                List.of());
    }

    static ProxyPlan behindCloudflare(boolean only) {
        var defaults = ProxySettings.defaults();
        return new ProxyPlan(true, 443, new ProxySettings(defaults.hsts(), true, only, defaults.maintenance()), 30);
    }
}
