package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.settings.Hsts;
import com.owndom.hosting.settings.ProxySettings;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeaderTextTest {

    @Test
    void whatAnAppSaysItselfCounts() {
        assertThat(HeaderText.of(Sites.PLAIN))
                .contains(
                        """
                        map $upstream_http_x_frame_options $estate_x_frame_options {
                            default '';
                            '' 'DENY';
                        }
                        """)
                .contains("add_header X-Frame-Options $estate_x_frame_options always;");
    }

    @Test
    void hasTheGuidesHeadersAndPermissions() {
        assertThat(HeaderText.of(Sites.PLAIN))
                .contains(
                        "'nosniff'",
                        "'1; mode=block'",
                        "'strict-origin-when-cross-origin'",
                        "add_header Permissions-Policy ",
                        "'public, max-age=31536000, immutable'");
    }

    @Test
    void everyHeaderIsOnErrorsTooButCaching() {
        assertThat(HeaderText.of(Sites.TLS).lines().filter(it -> it.startsWith("add_header")))
                .hasSizeGreaterThan(6)
                .allMatch(it -> it.endsWith(" always;") || it.startsWith("add_header Cache-Control "));
    }

    @ParameterizedTest
    @EnumSource(Hsts.class)
    void browsersKeepToHttpsForTwoYears(Hsts hsts) {
        var settings = new ProxySettings(hsts, false, false, new TreeMap<>());
        assertThat(HeaderText.of(new ProxyPlan(true, 443, settings, 30)))
                .contains("'' '" + hsts.header() + "';", "add_header Strict-Transport-Security ");
        assertThat(hsts.header()).startsWith("max-age=63072000");
        assertThat(HeaderText.of(new ProxyPlan(false, 80, settings, 30))).doesNotContain("Strict-Transport");
    }
}
