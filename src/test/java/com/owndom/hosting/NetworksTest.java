package com.owndom.hosting;

import static com.owndom.hosting.ClientsUnderTest.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.owndom.hosting.client.Client;
import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.StackRun;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The networks of an estate, and what keeps their members apart. */
class NetworksTest {

    private static final String BRIDGE = "com.docker.network.bridge.name";
    private static final String NEIGHBOURS = "com.docker.network.bridge.enable_icc";

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({"edge-frontend, 32, ef", "edge-backend, 64, eb", "data, 96, d"})
    void aSharedNetworkKeepsItsMembersApart(String name, int third, String bridge) {
        var network = production().only("docker:Network", name);
        assertThat(network.inputs())
                .containsEntry(
                        "ipamConfigs",
                        List.of(Map.of(
                                "subnet", "10.90." + third + ".0/19",
                                "gateway", "10.90." + third + ".1",
                                "ipRange", "10.90." + (third + 16) + ".0/20")));
        assertThat(option(network, NEIGHBOURS)).isEqualTo("false");
        assertThat(option(network, BRIDGE)).endsWith("-" + bridge);
    }

    @Test
    void onlyTheProxysNetworksLeadToTheInternet() {
        var stack = production();
        for (var name : List.of("data", "client-1")) {
            assertThat(stack.only("docker:Network", name).inputs()).containsEntry("internal", true);
        }
        for (var name : List.of("edge-frontend", "edge-backend", "admin")) {
            assertThat(stack.only("docker:Network", name).inputs()).doesNotContainKey("internal");
        }
        assertThat(stack.only("docker:Container", "postgres")
                        .list("networksAdvanced")
                        .toString())
                .contains("owndom_data_prod", "owndom_admin_prod")
                .doesNotContain("edge");
    }

    @Test
    void aClientsNetworkIsOpenToItsTwoApps() {
        var network = production().only("docker:Network", "client-1");
        assertThat(network.inputs()).containsEntry("ipamConfigs", List.of(Map.of("subnet", "10.90.128.32/27")));
        assertThat(option(network, BRIDGE)).endsWith("-c1");
        assertThat(network.inputs().get("options").toString()).doesNotContain(NEIGHBOURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"edge-frontend", "edge-backend", "data", "admin", "client-1"})
    void aNetworkIsLabelledAndNeverReplacedForALabel(String name) {
        var network = production().only("docker:Network", name);
        assertThat(network.list("labels"))
                .containsExactlyInAnyOrder(
                        Map.of("label", "com.owndom.estate", "value", "owndom"),
                        Map.of("label", "com.owndom.stack", "value", "prod"));
        assertThat(network.request().getIgnoreChangesList()).containsExactly("labels");
        assertThat(network.isDeletedBeforeReplacement()).isTrue();
    }

    @Test
    void theFirewallMayChangeThePacketFilterAndNothingElse() {
        var firewall = production().only("docker:Container", "firewall");
        assertThat(firewall.inputs())
                .containsEntry("name", "owndom_firewall_prod")
                .containsEntry("image", "docker:28-dind")
                .containsEntry("networkMode", "host")
                .containsEntry("restart", "unless-stopped")
                .containsEntry("readOnly", true)
                .containsEntry("capabilities", Map.of("drops", List.of("ALL"), "adds", List.of("CAP_NET_ADMIN")))
                .containsEntry("securityOpts", List.of("no-new-privileges"))
                .doesNotContainKeys("volumes", "uploads", "ports", "pidMode");
        assertThat(firewall.isDeletedBeforeReplacement()).isTrue();
        assertThat(firewall.waitsFor()).containsExactly("admin", "data", "edge-backend", "edge-frontend");
    }

    @Test
    void everythingButPostgresqlWaitsForTheFirewall() {
        var stack = production();
        for (var name : List.of("proxy", "client-1-init", "client-1-backend", "client-1-frontend")) {
            assertThat(stack.only("docker:Container", name).waitsFor()).as(name).contains("firewall");
        }
        assertThat(stack.only("docker:Container", "postgres").waitsFor()).doesNotContain("firewall");
    }

    @Test
    void withoutItsRulesNothingJoins() {
        var run = new StackRun().printed("owndom_firewall_prod", "not protecting: there is no nf_tables\n");
        var stack = declare(run, settings().production().build(), new Client("client-1"));
        assertThatThrownBy(stack::sound)
                .hasMessageContaining("The firewall does not keep the clients apart")
                .hasMessageContaining("owndom_firewall_prod: not protecting: there is no nf_tables");
        assertThat(stack.names()).contains("docker:Container firewall", "docker:Container postgres");
        assertThat(stack.names()).doesNotContain("docker:Container proxy", "docker:Container client-1-backend");
    }

    @Test
    void developmentHasTheSameNetworksAndNoFirewall() {
        var stack = declare(settings().development().build(), new Client("client-1"));
        assertThat(stack.names()).doesNotContain("docker:Container firewall");
        assertThat(stack.only("docker:Network", "edge-backend")
                        .inputs()
                        .get("options")
                        .toString())
                .doesNotContain(NEIGHBOURS);
        assertThat(stack.only("docker:Network", "client-1").inputs()).containsEntry("internal", true);
    }

    private static String option(Declared network, String name) {
        return (String) ((Map<?, ?>) network.inputs().get("options")).get(name);
    }

    private DeclaredStack production() {
        return declare(settings().production().build(), new Client("client-1"));
    }

    private Project settings() {
        return new Project(root)
                .clients("client-1")
                .file("tools/database/clients/client-1/init/01-tables.sql", "SELECT 1;\n");
    }
}
