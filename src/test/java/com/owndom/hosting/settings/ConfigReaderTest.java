package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.testing.StackRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {

    @Test
    void anUnknownKeyIsRefusedWithTheKnownOnes() {
        assertThat(unknown(Set.of("domain", "domian")))
                .containsExactly(new Problem(
                        "owndom:domian",
                        "set in the stack's settings",
                        "is not a setting",
                        "remove it, or use one of [domain, httpPort]"));
    }

    @Test
    void knownKeysAreNot() {
        assertThat(unknown(Set.of("domain", "httpPort"))).isEmpty();
    }

    private static List<Problem> unknown(Set<String> given) {
        var problems = new ArrayList<Problem>();
        new StackRun().of(context -> {
            var reader = new ConfigReader(context.config());
            reader.text("domain", "owndom.com");
            reader.number("httpPort", 8080);
            reader.refuseUnknown(given);
            problems.addAll(reader.problems());
        });
        return problems;
    }
}
