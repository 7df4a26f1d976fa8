package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.check.Problem;
import com.owndom.hosting.client.Client;
import com.owndom.hosting.plan.EstatePlan;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretChecksTest {

    @TempDir
    private Path root;

    private TestSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).production();
    }

    @Test
    void aSecretOfAClientThatIsGoneMayWait() {
        settings.secret("client-7", "KEY", "hidden");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aSecretThatNoAppAsksForIsRefused() {
        settings.secret("client-1", "KYE", "hidden");
        assertThat(problems())
                .containsExactly(
                        "secretEnvironment.client-1.KYE: set in the stack's settings: no app of the client asks for it; write secretEnvironment(\"KYE\") in one, or pulumi config rm --path 'secretEnvironment.client-1.KYE'");
    }

    @Test
    void aSecretThatOneAppAsksForIsNot() {
        settings.secret("client-1", "KEY", "hidden");
        assertThat(problems()).isEmpty();
    }

    private List<String> problems() {
        var client = new Client("client-1", it -> it.backend(app -> app.secretEnvironment("KEY")));
        var plan = EstatePlan.of("owndom", settings.build(), List.of(), List.of(client));
        return new SecretChecks(plan).problems().stream().map(Problem::toString).toList();
    }
}
