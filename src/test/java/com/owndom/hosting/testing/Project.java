package com.owndom.hosting.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A project's directory with what its clients are built from.
 *
 * @param root the directory
 */
public record Project(Path root) {

    private static final String DOCKERFILE = "FROM scratch\nUSER 1000:1000\n";

    /** With the Dockerfiles of conventional clients. */
    public Project clients(String... names) {
        for (var name : names) {
            file("apps/" + name + "/frontend/Dockerfile", DOCKERFILE);
            file("apps/" + name + "/backend/Dockerfile", DOCKERFILE);
        }
        return this;
    }

    /** With that file, written anew. */
    public Project file(String path, String text) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Settings of a person's own machine. */
    public TestSettings development() {
        return new TestSettings(root);
    }

    /** Settings of a machine that serves others. */
    public TestSettings production() {
        return new TestSettings(root).production();
    }
}
