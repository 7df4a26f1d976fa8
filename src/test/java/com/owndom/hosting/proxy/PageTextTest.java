package com.owndom.hosting.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTextTest {

    @Test
    void aTextIsTextWhateverItSays() {
        assertThat(PageText.maintenance("<script>alert(1)</script> & more"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
                .doesNotContain("<script");
    }

    @Test
    void withoutATextThereIsOneForAll() {
        assertThat(PageText.maintenance("true"))
                .isEqualTo(PageText.maintenance(" "))
                .contains("will be back shortly");
    }

    @Test
    void noPageNeedsAnythingElse() {
        assertThat(PageText.unavailable() + PageText.maintenance("")).doesNotContain("http", "src=", "url(", "@import");
    }
}
