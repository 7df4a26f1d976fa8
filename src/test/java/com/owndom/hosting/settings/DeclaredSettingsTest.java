package com.owndom.hosting.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.testing.StackRun;
import com.owndom.hosting.testing.TestSettings;
import com.pulumi.core.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pulumi.yaml declares every setting, each with the default that the program has when nothing declares one. */
class DeclaredSettingsTest {

    private static final Pattern SETTING = Pattern.compile(
            "(?m)^  ([a-zA-Z0-9]+):\\n(?:    #.*\\n)*    type: \\S+\\n(?:    secret: true\\n)?(?:    default: (.*)\\n)?    \\w");

    @Test
    void defaultsAreTheProgramsOwn() throws IOException {
        var declared = new StackRun();
        declared().forEach((key, value) -> value.ifPresent(it -> declared.config(key, it)));
        var read = read(declared.config("masterSecret", TestSettings.MASTER_SECRET), Set.of());
        assertThat(read.problems()).isEmpty();
        assertThat(read.settings())
                .usingRecursiveComparison()
                .ignoringFieldsOfTypes(Output.class)
                .ignoringFieldsMatchingRegexes("masterSecret")
                .isEqualTo(read(new StackRun().config("masterSecret", TestSettings.MASTER_SECRET), Set.of())
                        .settings());
    }

    /** Pulumi refuses every update of a stack that leaves such a setting alone: the default is not encrypted. */
    @Test
    void noSecretHasADefault() throws IOException {
        assertThat(Files.readString(Path.of("Pulumi.yaml"))).doesNotContain("secret: true\n    default:");
    }

    @Test
    void theProgramKnowsNoOther() throws IOException {
        var refused = read(new StackRun().config("masterSecret", TestSettings.MASTER_SECRET), Set.of("none"));
        assertThat(refused.problems())
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .endsWith("use one of " + declared().keySet());
    }

    private static Map<String, Optional<String>> declared() throws IOException {
        var text = Files.readString(Path.of("Pulumi.yaml"));
        var settings = new TreeMap<String, Optional<String>>();
        SETTING.matcher(text.substring(text.indexOf("\nconfig:"))).results().forEach(it -> {
            var byDefault = Optional.ofNullable(it.group(2)).map(value -> value.replace("\"", ""));
            settings.put(it.group(1), byDefault);
        });
        return settings;
    }

    private static ReadSettings read(StackRun run, Set<String> given) {
        var read = new AtomicReference<ReadSettings>();
        run.of(context -> read.set(StackSettings.of(context, given, Set.of())))
                .result()
                .throwOnError();
        return read.get();
    }
}
