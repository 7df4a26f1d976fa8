package com.owndom.hosting.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.owndom.hosting.job.ServedVersion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviousVersionTest {

    @Test
    void isTheOneBeforeTheLast() {
        assertThat(previous("{\"versions\": {\"client-1\": [\"backend=a:1\", \"backend=a:2\", \"backend=a:3\"]}}"))
                .contains("backend=a:2");
    }

    @Test
    void isNoneForAClientWithOneVersionOrNone() {
        assertThat(previous("{\"versions\": {\"client-1\": [\"backend=a:1\"]}}"))
                .isEmpty();
        assertThat(previous("{\"versions\": {}}")).isEmpty();
        assertThat(previous("{}")).isEmpty();
    }

    @Test
    void tellsAChangeOfSettingsFromOneOfImages() {
        var version =
                previous("{\"versions\": {\"client-1\": [\"backend=a:1 settings=1\", \"backend=a:1 settings=2\"]}}");
        assertThat(version).contains("backend=a:1 settings=1");
    }

    private static Optional<String> previous(String outputs) {
        var parsed = JsonParser.parseString(outputs).getAsJsonObject();
        return PreviousVersion.previous(PreviousVersion.served(parsed, "client-1"))
                .map(ServedVersion::toString);
    }
}
