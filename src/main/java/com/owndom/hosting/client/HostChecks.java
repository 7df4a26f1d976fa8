package com.owndom.hosting.client;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.check.Problems;
import com.owndom.hosting.name.DomainName;
import java.util.List;
import java.util.regex.Pattern;

/** What can be wrong with the hosts of one client. */
final class HostChecks {

    /** What may stand in an address of RFC 3986, without the dollar, which nginx would take for a variable. */
    private static final Pattern ADDRESS = Pattern.compile(
            "https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?([/?#][A-Za-z0-9._~!&()*+,=:@%/?#-]*)?");

    private final Problems problems;

    private HostChecks(Client client) {
        this.problems = new Problems(client.name().value());
        client.domain().ifPresent(it -> host("domain", it, "bakery.example"));
        client.aliases().forEach(it -> host("alias", it, "bakery.example"));
        client.redirectedHosts().forEach(it -> host("redirectFrom", it, "old.example"));
        client.redirects().forEach((host, address) -> {
            host("redirect", host, "old.example");
            address(address);
        });
    }

    static List<Problem> of(Client client) {
        return new HostChecks(client).problems.found();
    }

    private void host(String option, String host, String example) {
        if (!new DomainName(host).isWellFormed()) {
            problems.refuse(
                    option + " \"" + host + "\"",
                    "is not a domain name in lower case",
                    "write one like \"" + example + "\"");
        }
    }

    private void address(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            problems.refuse(
                    "redirect to \"" + address + "\"",
                    "an address begins with https:// or http://, its host is in lower case, and it has no space, quote, semicolon or dollar",
                    "write one like \"https://elsewhere.example/news\"");
        }
    }
}
