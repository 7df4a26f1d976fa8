package com.owndom.hosting.app;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image that is built from a Dockerfile.
 *
 * @param context the build's context, relative to the project; {@code .} for shared packages
 * @param dockerfile relative to the project
 * @param target the stage that is built
 * @param arguments build arguments, never secrets: they stay in the image
 * @param sources files and directories, relative to the project, whose change makes a new image
 */
public record ImageBuild(
        String context, String dockerfile, String target, Map<String, String> arguments, List<String> sources) {

    /** Copies the arguments, in the order of their names, and the sources. */
    public ImageBuild {
        arguments = Collections.unmodifiableMap(new TreeMap<>(arguments));
        sources = List.copyOf(sources);
    }

    ImageBuild withContext(String directory) {
        return new ImageBuild(directory, dockerfile, target, arguments, sources);
    }

    ImageBuild withDockerfile(String file) {
        return new ImageBuild(context, file, target, arguments, sources);
    }

    ImageBuild withTarget(String stage) {
        return new ImageBuild(context, dockerfile, stage, arguments, sources);
    }

    ImageBuild withArguments(Map<String, String> values) {
        return new ImageBuild(context, dockerfile, target, values, sources);
    }

    ImageBuild withSources(List<String> paths) {
        return new ImageBuild(context, dockerfile, target, arguments, paths);
    }
}
