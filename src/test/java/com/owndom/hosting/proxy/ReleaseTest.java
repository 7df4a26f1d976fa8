package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReleaseTest {

    @Test
    void hasTheSharedPartTheAppsAndAFileForEachSite() {
        var release = new Release(List.of(site("client-2", true, true), site("client-1", true, false)));
        assertThat(release.files(Sites.PLAIN).keySet())
                .containsExactly(
                        "estate.conf",
                        "pages/unavailable.html",
                        "sites/client-1.apps",
                        "sites/client-1.certificates",
                        "sites/client-1.conf",
                        "sites/client-1.version",
                        "sites/client-2.apps",
                        "sites/client-2.certificates",
                        "sites/client-2.conf",
                        "sites/client-2.version");
    }

    @Test
    void namesEveryAppForTheQuestion() {
        var release = new Release(List.of(site("client-1", true, true), site("client-2", false, true)));
        assertThat(release.files(Sites.PLAIN))
                .containsEntry(
                        "sites/client-1.apps",
                        """
                        client-1 frontend client-1-frontend-1a2b3c4 f-client-1 3001 / client-1.owndom.com client-1-frontend-f-client-1
                        client-1 backend client-1-backend-1a2b3c4 b-client-1 4001 /api/health client-1.owndom.com client-1-backend-b-client-1
                        """)
                .containsEntry(
                        "sites/client-2.apps",
                        """
                        client-2 backend client-2-backend-1a2b3c4 b-client-2 4001 /api/health client-2.owndom.com client-2-backend-b-client-2
                        """);
    }

    @Test
    void isOneTextWithALineBeforeEachFile() {
        var open = site("client-1", true, false);
        var closed = new Site(
                open.client(),
                open.hosts(),
                open.frontend(),
                open.backend(),
                open.limits(),
                false,
                Optional.of("Back soon.\n@@ ../nginx.conf"));
        assertThat(new Release(List.of(closed)).text(Sites.PLAIN).lines().filter(line -> line.startsWith("@@ ")))
                .containsExactly(
                        "@@ estate.conf",
                        "@@ pages/unavailable.html",
                        "@@ sites/client-1.apps",
                        "@@ sites/client-1.certificates",
                        "@@ sites/client-1.conf",
                        "@@ sites/client-1.html",
                        "@@ sites/client-1.version");
    }

    @Test
    void ofNoSiteIsStillOne() {
        assertThat(new Release(List.of()).files(Sites.PLAIN)).containsOnlyKeys("estate.conf", "pages/unavailable.html");
    }

    @Property(tries = 100)
    void isAlwaysWellFormed(@ForAll("sites") Map<String, Site> sites) {
        var files = new Release(List.copyOf(sites.values())).files(Sites.PLAIN);
        var conf = files.entrySet().stream()
                .filter(it -> it.getKey().endsWith(".conf"))
                .map(Map.Entry::getValue)
                .toList();
        conf.forEach(NginxText::assertBalanced);
        conf.forEach(NginxText::assertNoAddressButLoopback);
        NginxText.assertEveryUsedUpstreamIsDefined(String.join("", conf));
        NginxText.assertEveryUsedZoneIsDefined(String.join("", conf));
        assertThat(conf).hasSize(sites.size() + 1);
    }

    @Property(tries = 50)
    void ofOneClientDoesNotDependOnTheOthers(@ForAll("sites") Map<String, Site> sites) {
        var all = new Release(List.copyOf(sites.values())).files(Sites.PLAIN);
        sites.forEach((client, site) -> {
            var file = "sites/" + client + ".conf";
            assertThat(new Release(List.of(site)).files(Sites.PLAIN)).containsEntry(file, all.get(file));
        });
    }

    @Provide
    Arbitrary<Map<String, Site>> sites() {
        var client = Arbitraries.strings()
                .withChars("abc-")
                .ofMinLength(1)
                .ofMaxLength(6)
                .map(it -> "c" + it + "0");
        var one = Combinators.combine(client, Arbitraries.of(1, 2, 3))
                .as((name, parts) -> site(name, parts != 1, parts != 2));
        return one.list().ofMaxSize(8).map(ReleaseTest::byClient);
    }

    private static Map<String, Site> byClient(List<Site> sites) {
        var byClient = new java.util.TreeMap<String, Site>();
        sites.forEach(site -> byClient.put(site.client(), site));
        return byClient;
    }

    private static Site site(String client, boolean frontend, boolean backend) {
        var web =
                new Upstream(client + "-frontend", client + "-frontend-1a2b3c4", "web:1", "f-" + client, 3001, "/", "");
        var api = new Upstream(
                client + "-backend", client + "-backend-1a2b3c4", "api:1", "b-" + client, 4001, "/api/health", "");
        return new Site(
                client,
                SiteHosts.of(client + ".owndom.com"),
                Optional.of(web).filter(it -> frontend),
                Optional.of(api).filter(it -> backend),
                new SiteLimits("10m", 10, 50, 30),
                false,
                Optional.empty());
    }
}
