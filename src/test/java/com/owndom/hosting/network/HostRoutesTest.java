package com.owndom.hosting.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.container.RemoteHost;
import com.owndom.hosting.name.EstateName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostRoutesTest {

    private static final NetworkPlan PLAN =
            new NetworkPlan(new EstateName("owndom", "prod"), new SubnetPlan("10.90.0.0/16"));

    /** As /proc/net/route of a host with a default route, a bridge of Docker and a network card shows it. */
    private static final List<String> KERNELS = List.of(
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
            "br-043a107fc824\t0010990A\t00000000\t0001\t0\t0\t0\t00F0FFFF\t0\t0\t0",
            "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0");

    @Test
    void theKernelsRoutesAreRead() {
        assertThat(HostRoutes.parse(KERNELS))
                .extracting(it -> it.cidr() + " " + it.device())
                .containsExactly("10.153.16.0/20 br-043a107fc824", "192.0.2.0/24 eth0");
    }

    @Test
    void thoseOfAHostOverSshAreWhatTheLauncherHasRead() {
        assertThat(HostRoutes.of("ssh://host", new RemoteHost(2, "MemTotal: 1 kB", KERNELS))
                        .routes())
                .extracting(Route::cidr)
                .containsExactly("10.153.16.0/20", "192.0.2.0/24");
    }

    @ParameterizedTest
    @CsvSource({
        "10.90.0.0/16",
        "10.90.255.255/32",
        "10.90.128.0/20",
        "10.88.0.0/14",
        "10.0.0.0/8",
    })
    void anOverlappingRouteIsRefusedWithAFreePool(String route) {
        assertThat(problems(Route.parse(route, "tun0")))
                .singleElement()
                .satisfies(it -> assertThat(it.subject()).isEqualTo("subnetPool"))
                .satisfies(it -> assertThat(it.value()).isEqualTo("10.90.0.0/16"))
                .satisfies(it ->
                        assertThat(it.rule()).isEqualTo("overlaps a route of the Docker host, " + route + " dev tun0"));
    }

    @Test
    void theFixNamesAPoolThatIsFree() {
        var routes = new Route[] {
            Route.parse("10.90.3.0/24", "eth1"),
            Route.parse("10.91.0.0/16", "eth2"),
            Route.parse("10.93.0.0/16", "eth3")
        };
        assertThat(problems(routes))
                .extracting(Problem::fix)
                .containsExactly("pulumi config set subnetPool 10.92.0.0/16");
        assertThat(problems(Route.parse("10.0.0.0/8", "tun0")))
                .extracting(Problem::fix)
                .containsExactly("choose a private /16 that `ip route` does not show");
    }

    /** The last two are how some VPNs replace the way to the internet. */
    @ParameterizedTest
    @CsvSource({"10.89.0.0/16", "10.91.0.0/16", "172.17.0.0/16", "0.0.0.0/1", "0.0.0.0/0"})
    void otherRoutesAreNot(String route) {
        var line = Route.parse(route, "eth0");
        assertThat(problems(List.of(line).stream().filter(Route::isNetwork).toArray(Route[]::new)))
                .isEmpty();
    }

    @Test
    void theEstatesOwnBridgesAreNotInItsWay() {
        assertThat(problems(
                        Route.parse("10.90.0.0/19", PLAN.edgeFrontend().bridge()),
                        Route.parse("10.90.128.32/27", PLAN.bridge(1))))
                .isEmpty();
    }

    @Test
    void ofOtherBridgesDockerIsAskedWhoseTheyAre() {
        var bridge = Route.parse("10.90.0.0/20", "br-043a107fc824");
        assertThat(problems("owndom_edge_prod", bridge)).isEmpty();
        assertThat(problems("other_edge_prod", bridge))
                .extracting(Problem::rule)
                .containsExactly(
                        "overlaps a route of the Docker host, 10.90.0.0/20 dev br-043a107fc824, the Docker network other_edge_prod");
        assertThat(problems("", bridge)).hasSize(1);
    }

    @Test
    void theDaemonThatIsUpdatedIsAsked() {
        assertThat(HostRoutes.asked("unix:///run/other.sock", "043a107fc824").words())
                .startsWith("docker", "--host", "unix:///run/other.sock")
                .endsWith("043a107fc824");
    }

    @Test
    void nothingIsKnownOfAnotherMachine() {
        assertThat(HostRoutes.of("ssh://host").routes()).isEmpty();
        assertThat(HostRoutes.of("unix:///no/docker.sock").routes()).isEmpty();
    }

    @Test
    void thisMachinesRoutesAreRead() {
        assertThat(HostRoutes.of("unix:///var/run/docker.sock").routes())
                .allSatisfy(it -> assertThat(it.cidr()).matches("[\\d.]+/\\d+"));
    }

    private static List<Problem> problems(Route... routes) {
        return problems("", routes);
    }

    private static List<Problem> problems(String dockerNetwork, Route... routes) {
        return new PoolChecks(PLAN, new HostRoutes(List.of(routes), id -> {
                    assertThat(id).isEqualTo("043a107fc824");
                    return dockerNetwork;
                }))
                .problems();
    }
}
