package com.owndom.hosting.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.name.EstateName;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirewallRulesTest {

    private final NetworkPlan plan = new NetworkPlan(new EstateName("owndom", "prod"), new SubnetPlan("10.90.0.0/16"));
    private final List<String> rules = new FirewallRules(plan, List.of(80, 443))
            .text()
            .replace(plan.chain(), "OWN")
            .replace(plan.bridgePrefix() + "-", "")
            .replace(plan.bridgePrefix(), "any")
            .lines()
            .filter(it -> !it.startsWith("#"))
            .toList();

    @Test
    void nothingPassesButWhatIsSaid() {
        assertThat(rules)
                .containsExactly(
                        ":OWN - [0:0]",
                        ":OWN-HOST - [0:0]",
                        "-A OWN -i a -m conntrack --ctdir ORIGINAL -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN -i d ! -o d -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN -i ef -o ef -s 10.90.32.2 -p tcp -j ACCEPT",
                        "-A OWN -i ef -o ef -d 10.90.32.2 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
                        "-A OWN -i + -d 10.90.32.2 -p tcp -m conntrack --ctstate DNAT -j ACCEPT",
                        "-A OWN -s 10.90.32.2 -o + -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
                        "-A OWN -i eb -o eb -s 10.90.64.2 -p tcp -j ACCEPT",
                        "-A OWN -i eb -o eb -d 10.90.64.2 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
                        "-A OWN -i + -d 10.90.64.2 -p tcp -m conntrack --ctstate DNAT -j ACCEPT",
                        "-A OWN -s 10.90.64.2 -o + -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
                        "-A OWN -i d -o d -d 10.90.96.0/20 -p tcp --dport 5432 -j ACCEPT",
                        "-A OWN -i d -o d -s 10.90.96.0/20 -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT",
                        "-A OWN -i d -o d -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN -i ef -o any+ -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN -i eb -o any+ -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN -i any+ -d 169.254.0.0/16 -p udp --dport 53 -j RETURN",
                        "-A OWN -i any+ -d 169.254.0.0/16 -p tcp --dport 53 -j RETURN",
                        "-A OWN -i any+ -d 169.254.0.0/16 -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN-HOST ! -i + -j RETURN",
                        "-A OWN-HOST -m conntrack --ctstate ESTABLISHED,RELATED -j RETURN",
                        "-A OWN-HOST -i a -j REJECT --reject-with icmp-admin-prohibited",
                        "-A OWN-HOST -p tcp -m multiport --dports 80,443 -j RETURN",
                        "-A OWN-HOST -p tcp --dport 53 -j RETURN",
                        "-A OWN-HOST -p udp --dport 53 -j RETURN",
                        "-A OWN-HOST -j REJECT --reject-with icmp-admin-prohibited");
    }
}
