package com.owndom.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What sslscan finds out about a server.
 *
 * @param report in XML
 */
record Sslscan(String report) {

    static Sslscan of(int port, String name) {
        return new Sslscan(Shell.run("sslscan", "--no-colour", "--xml=-", "--sni-name=" + name, "127.0.0.1:" + port));
    }

    void assertSound() {
        assertThat(all("<protocol type=\"(\\w+ ?)\" version=\"([\\d.]+)\" enabled=\"1\"", 2))
                .containsExactlyInAnyOrder("1.2", "1.3");
        assertThat(all("<cipher [^>]*cipher=\"([^\"]+)\"", 1))
                .isNotEmpty()
                .allMatch(it -> it.matches("(TLS_|ECDHE-).*(GCM|CHACHA20).*"));
        assertThat(all("<cipher [^>]*strength=\"([^\"]+)\"", 1)).allMatch(it -> it.matches("strong|acceptable"));
        assertThat(all("<heartbleed [^>]*vulnerable=\"1\"", 0)).isEmpty();
        assertThat(all("<group [^>]*name=\"([\\w-]+)", 1))
                .isNotEmpty()
                .allMatch(it -> it.matches("x25519|secp256r1|secp384r1"));
        assertThat(report)
                .doesNotContain("<compression supported=\"1\"", "<fallback supported=\"0\"")
                .containsPattern("<renegotiation supported=\"\\d\" secure=\"1\"|<renegotiation supported=\"0\"");
    }

    private List<String> all(String pattern, int group) {
        return Pattern.compile(pattern)
                .matcher(report)
                .results()
                .map(it -> it.group(group))
                .toList();
    }
}
