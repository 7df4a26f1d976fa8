package com.owndom.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.StackRun;
import com.pulumi.docker.Volume;
import com.pulumi.docker.VolumeArgs;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptionTest {

    private static final String VOLUME = "docker:index/volume:Volume";
    private static final String SHORT = "docker:Volume";

    @Test
    void whatIsThereIsImportedAsItIsHoweverDeepItIsDeclared() {
        var adopted = volume(declared(VOLUME + " uploads owndom_uploads_prod"), "uploads");
        assertThat(adopted.request().getImportId()).isEqualTo("owndom_uploads_prod");
        assertThat(adopted.request().getIgnoreChangesList()).containsExactlyInAnyOrder("labels", "*");
        assertThat(adopted.isProtected()).isTrue();
        assertThat(adopted.parent()).endsWith("::inner");
    }

    @Test
    void allElseIsDeclaredAsEver() {
        var other = volume(declared(VOLUME + " uploads owndom_uploads_prod"), "cache");
        assertThat(other.request().getImportId()).isEmpty();
        assertThat(other.request().getIgnoreChangesList()).containsExactly("labels");
    }

    @Test
    void withoutAListNothingIsImported() {
        assertThat(Adoption.of(List.of()).transformations()).isEmpty();
        assertThat(volume(declared(), "uploads").request().getImportId()).isEmpty();
    }

    private static DeclaredStack declared(String... lines) {
        return new StackRun().of(context -> new Tree(Adoption.of(List.of(lines))));
    }

    private static Declared volume(DeclaredStack stack, String name) {
        return stack.only(SHORT, name);
    }

    private static final class Tree extends ComponentResource {

        private Tree(Adoption adoption) {
            super(
                    "test:Outer",
                    "outer",
                    ComponentResourceOptions.builder()
                            .resourceTransformations(adoption.transformations())
                            .build());
            var inner = new ComponentResource(
                    "test:Inner",
                    "inner",
                    ComponentResourceOptions.builder().parent(this).build()) {};
            for (var name : List.of("uploads", "cache")) {
                var options = CustomResourceOptions.builder()
                        .parent(inner)
                        .protect(true)
                        .ignoreChanges("labels");
                new Volume(name, VolumeArgs.builder().name(name).build(), options.build());
            }
            registerOutputs(java.util.Map.of());
        }
    }
}
