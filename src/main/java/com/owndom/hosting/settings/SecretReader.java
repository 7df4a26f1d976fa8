package com.owndom.hosting.settings;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what everything secret is derived from, and finds secrets that stand in the stack's file for everyone to read. */
record SecretReader(ConfigReader reader) {

    private static final int SHORTEST = 32;
    private static final String MASTER = "masterSecret";
    private static final String PREVIOUS = "previousMasterSecret";
    private static final List<String> WITH_PARTS = List.of("secretEnvironment", "visitors");

    /** The stack's secret; required. */
    Output<String> master() {
        var secret = reader.given(MASTER).orElse("");
        reader.require(
                MASTER,
                secret.length() >= SHORTEST,
                "must have at least " + SHORTEST + " characters",
                "openssl rand -hex 32 | pulumi config set --secret " + MASTER);
        return Output.ofSecret(secret);
    }

    /** What it was before, while passwords change. */
    Optional<Output<String>> previousMaster() {
        var previous = reader.given(PREVIOUS);
        reader.require(
                PREVIOUS,
                previous.filter(it -> it.length() < SHORTEST).isEmpty(),
                "must have at least " + SHORTEST + " characters",
                "set it to what masterSecret was, or pulumi config rm " + PREVIOUS);
        reader.require(
                PREVIOUS,
                previous.isEmpty() || !previous.equals(reader.given(MASTER)),
                "is masterSecret itself",
                "set masterSecret to a new one, or pulumi config rm " + PREVIOUS);
        return previous.map(Output::ofSecret);
    }

    /** Refuses secrets that are not encrypted; Pulumi itself does so with {@code masterSecret}. */
    void refusePlain(Set<String> encrypted, StackFile file) {
        Stream.of(Stream.of("certificateToken", PREVIOUS), WITH_PARTS.stream(), BackupReader.SECRETS.stream())
                .flatMap(keys -> keys)
                .filter(key -> !encrypted.contains(key) && isGiven(key))
                .forEach(key -> refuse(key, key));
        // Of what has parts the engine says that it is encrypted when one of them is.
        WITH_PARTS.stream()
                .filter(encrypted::contains)
                .flatMap(key -> file.plain(reader.qualified(key)).stream())
                .forEach(part -> refuse(part, "--path '" + part + "'"));
    }

    /** An empty object is the default of what has parts. */
    private boolean isGiven(String key) {
        return reader.given(key).filter(it -> !it.equals("{}")).isPresent();
    }

    private void refuse(String setting, String argument) {
        var fix = "pulumi config rm %s, then set it with --secret, to another value".formatted(argument);
        reader.refuse(setting, "(not shown)", "must be encrypted", fix);
    }
}
