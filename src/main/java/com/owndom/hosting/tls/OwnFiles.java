package com.owndom.hosting.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a person puts the certificate of that name, and its key.
 *
 * @param root the project's directory
 * @param name the certificate's
 */
public record OwnFiles(Path root, String name) {

    /** The certificate and those between it and a root, in this order; relative to the project. */
    public String chainPath() {
        return "certificates/" + name + "/fullchain.pem";
    }

    /** Its private key, relative to the project. */
    public String keyPath() {
        return "certificates/" + name + "/key.pem";
    }

    String chain() throws IOException {
        return Files.readString(root.resolve(chainPath()));
    }

    String key() throws IOException {
        return Files.readString(root.resolve(keyPath()));
    }
}
