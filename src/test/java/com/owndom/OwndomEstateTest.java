package com.owndom;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.Declared;
import com.owndom.hosting.testing.DeclaredStack;
import com.owndom.hosting.testing.StackRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OwndomEstateTest {

    private static final Path LIVE = Path.of("src/test/resources/com/owndom/owndom-estate.txt");

    /**
     * URNs are what the engine knows live resources by. One that vanishes here deletes a resource, so a change of the
     * library that moves one gives it an alias; only a change of what is hosted changes the list.
     */
    @Test
    void liveResourcesKeepTheirNames() throws IOException {
        assertThat(declared("development").resources())
                .extracting(OwndomEstateTest::typesAndName)
                .containsExactlyElementsOf(Files.readAllLines(LIVE));
    }

    @Test
    void productionHasTheSameResourcesAndAFirewall() {
        var production = new ArrayList<>(declared("production").names());
        assertThat(production.remove("docker:Container firewall")).isTrue();
        assertThat(production).isEqualTo(declared("development").names());
    }

    private static String typesAndName(Declared resource) {
        return resource.urn().replaceFirst(".*pulumi:pulumi:Stack\\$", "");
    }

    private static DeclaredStack declared(String environment) {
        return new StackRun()
                .config("environment", environment)
                .config("plainHttp", "true")
                .config("backups", "false")
                // Nobody listens there, so this machine's own routes are not looked at.
                .config("dockerHost", "unix:///no/docker.sock")
                .config("masterSecret", "0123456789abcdef0123456789abcdef")
                .of(OwndomEstate::declare)
                .sound();
    }
}
