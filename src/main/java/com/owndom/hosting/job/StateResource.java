package com.owndom.hosting.job;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource as the stack's state has it.
 *
 * @param type {@code docker:index/container:Container}
 * @param outputs what its provider said of it; what is secret may be missing
 */
public record StateResource(String type, Map<?, ?> outputs) {

    private static final String CONTAINER = "docker:index/container:Container";

    /** Copies the outputs. */
    public StateResource {
        outputs = Collections.unmodifiableMap(new HashMap<Object, Object>(outputs));
    }

    /** An output that is a text; empty when it is another thing. */
    public String text(String output) {
        return outputs.get(output) instanceof String text ? text : "";
    }

    /** Whether it is a container that ran to its end and did its work. */
    public boolean succeeded() {
        return type.equals(CONTAINER) && outputs.get("exitCode") instanceof Number code && code.intValue() == 0;
    }

    /** What an entry of a list says, found by what another of its properties says; empty when there is none. */
    public String entry(String list, String by, String value, String property) {
        return outputs.get(list) instanceof List<?> entries
                ? entries.stream()
                        .filter(it -> it instanceof Map<?, ?> entry && value.equals(entry.get(by)))
                        .map(it -> ((Map<?, ?>) it).get(property))
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .findFirst()
                        .orElse("")
                : "";
    }
}
