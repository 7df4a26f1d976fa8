package com.owndom.hosting.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.pulumi.docker.Volume;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import org.junit.jupiter.api.Test;

/** What the SDK's mocks would let pass. */
class DeclaredStackTest {

    @Test
    void aResourceOutsideTheEstateFails() {
        assertThatThrownBy(
                        () -> new StackRun().of(context -> new Volume("stray")).sound())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("stray");
    }

    @Test
    void aUrnThatIsThereTwiceFails() {
        var stack = new StackRun().of(context -> {
            new Volume("twin");
            new Volume("twin");
        });
        assertThatThrownBy(stack::sound)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("duplicate")
                .hasMessageContaining("twin");
    }

    @Test
    void aComponentWithoutOutputsFails() {
        var stack = new StackRun().of(context -> new Unfinished());
        assertThatThrownBy(stack::sound).isInstanceOf(AssertionError.class).hasMessageContaining("unfinished");
    }

    @Test
    void anErrorOfTheProgramFails() {
        var stack = new StackRun().of(context -> {
            throw new IllegalStateException("the program broke");
        });
        assertThatThrownBy(stack::sound).hasMessageContaining("the program broke");
    }

    @Test
    void anErrorOfTheLogFails() {
        var stack = new StackRun().of(context -> context.log().error("the log says so"));
        assertThatThrownBy(stack::sound).isInstanceOf(AssertionError.class).hasMessageContaining("the log says so");
    }

    private static final class Unfinished extends ComponentResource {
        Unfinished() {
            super("owndom:hosting:Estate", "unfinished", ComponentResourceOptions.Empty);
        }
    }
}
