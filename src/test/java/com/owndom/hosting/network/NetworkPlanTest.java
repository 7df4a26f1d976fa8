package com.owndom.hosting.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.name.ClientName;
import com.owndom.hosting.name.EstateName;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NetworkPlanTest {

    private static final SubnetPlan SUBNETS = new SubnetPlan("10.90.0.0/16");
    private static final NetworkPlan PLAN = new NetworkPlan(new EstateName("owndom", "prod"), SUBNETS);

    /** Live networks and rules have these names. */
    @Test
    void namesNeverChange() {
        assertThat(PLAN.edgeFrontend())
                .isEqualTo(new NetworkPlan.Star(
                        "edge-frontend", "owndom_edge_frontend_prod", "od5a469e51-ef", SUBNETS.edgeFrontend()));
        assertThat(PLAN.edgeBackend().name()).isEqualTo("owndom_edge_backend_prod");
        assertThat(PLAN.data().name()).isEqualTo("owndom_data_prod");
        assertThat(PLAN.name(new ClientName("client-1"))).isEqualTo("owndom_client_1_network_prod");
        assertThat(PLAN.bridge(17)).isEqualTo("od5a469e51-c17");
        assertThat(PLAN.chain()).isEqualTo("OWNDOM-5a469e51");
    }

    @Test
    void bridgesFitTheKernelAndBeginWithThePrefix() {
        assertThat(Stream.of(
                        PLAN.edgeFrontend().bridge(),
                        PLAN.edgeBackend().bridge(),
                        PLAN.data().bridge(),
                        PLAN.adminBridge(),
                        PLAN.bridge(999)))
                .doesNotHaveDuplicates()
                .allMatch(it -> it.length() <= 15)
                .allMatch(it -> it.startsWith(PLAN.bridgePrefix()));
    }

    @Test
    void everyEstateAndStackHasBridgesOfItsOwn() {
        assertThat(Stream.of(
                                PLAN,
                                new NetworkPlan(new EstateName("owndom", "dev"), SUBNETS),
                                new NetworkPlan(new EstateName("other", "prod"), SUBNETS),
                                new NetworkPlan(new EstateName("owndomp", "rod"), SUBNETS))
                        .map(NetworkPlan::bridgePrefix))
                .doesNotHaveDuplicates();
    }

    @Test
    void itKnowsItsOwnNetworks() {
        assertThat(PLAN.owns("owndom_client_1_network_prod")).isTrue();
        assertThat(PLAN.owns("owndom_edge_dev")).isFalse();
        assertThat(PLAN.owns("other_edge_prod")).isFalse();
        assertThat(PLAN.owns("")).isFalse();
    }
}
