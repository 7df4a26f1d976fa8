package com.owndom.hosting.tls;

import com.owndom.hosting.settings.EstateSettings;
import com.owndom.hosting.text.Fingerprint;
import com.pulumi.docker.RemoteImage;
import com.pulumi.docker.RemoteImageArgs;
import com.pulumi.docker.inputs.RemoteImageBuildArgs;
import com.pulumi.resources.CustomResourceOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The image that gets certificates: lego on the proxy's image, which has sh, openssl and curl.
 *
 * @param estate the estate's name
 * @param settings lego's image and the proxy's
 */
record CertificateImage(String estate, EstateSettings settings) {

    private static final String SOURCES = "tools/certificates";

    RemoteImage declare(CustomResourceOptions options) {
        var args = RemoteImageArgs.builder()
                .name(name())
                .keepLocally(true)
                .build(RemoteImageBuildArgs.builder()
                        .context(SOURCES)
                        .dockerfile("Dockerfile")
                        .buildArgs(arguments())
                        .forceRemove(true)
                        .build())
                .build();
        return new RemoteImage("certificates", args, options);
    }

    /** Named after what it is built from. */
    String name() {
        var fingerprint = new Fingerprint().text(arguments().toString());
        try (var files = Files.walk(settings.root().resolve(SOURCES))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                fingerprint.text(String.valueOf(file.getFileName())).content(Files.readAllBytes(file));
            }
        } catch (NoSuchFileException absent) {
            // The build says so.
            return estate + "/certificates:" + fingerprint.value();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return estate + "/certificates:" + fingerprint.value();
    }

    private Map<String, String> arguments() {
        return new TreeMap<>(Map.of(
                "LEGO_IMAGE", settings.certificates().legoImage(),
                "PROXY_IMAGE", settings.proxyImage()));
    }
}
