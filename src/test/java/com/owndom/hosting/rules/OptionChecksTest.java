package com.owndom.hosting.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.app.AppBuilder;
import com.owndom.hosting.client.ClientBuilder;
import com.owndom.hosting.database.Database;
import com.owndom.hosting.testing.Project;
import com.owndom.hosting.testing.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for the options of an app and of a database, with the whole message a person reads. */
class OptionChecksTest {

    @TempDir
    private Path root;

    private TestSettings settings;

    @BeforeEach
    void writeProject() {
        settings = new Project(root).production();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigterm", "SIG TERM", "", "0", "65", "T", "TERM;"})
    void aStopSignalIsASignal(String signal) {
        assertThat(backend(app -> app.stopSignal(signal)))
                .containsExactly("client-1's backend: stop signal \"" + signal
                        + "\": a signal is a name in capitals or a number up to 64; write \"SIGTERM\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIGTERM", "TERM", "SIGUSR1", "SIGRTMIN+3", "1", "15", "64"})
    void signalsAreNamesAndNumbers(String signal) {
        assertThat(backend(app -> app.stopSignal(signal))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-5,-1", "0,0", "999,0", "601000,601", "86400000,86400"})
    void anAppHasTimeToStopButNotForEver(long milliseconds, long seconds) {
        assertThat(backend(app -> app.stopGrace(Duration.ofMillis(milliseconds))))
                .containsExactly(
                        "client-1's backend: stop grace of " + seconds
                                + " s: an app has from 1 second to 10 minutes to stop; write stopGrace(Duration.ofSeconds(30))");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 600})
    void theShortestAndTheLongestGraceAreAllowed(int seconds) {
        assertThat(backend(app -> app.stopGrace(Duration.ofSeconds(seconds)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MY-KEY,MY_KEY", "1ST,_1ST", "A B,A_B", "KEY=1,KEY_1", "'',_"})
    void aVariableHasAName(String name, String suggestion) {
        assertThat(backend(app -> app.environment(name, "value")))
                .containsExactly("client-1's backend: variable \"" + name
                        + "\": a name is letters, digits and underscores, no digit first; write \"" + suggestion
                        + "\"");
    }

    @Test
    void aSecretVariableHasANameToo() {
        settings.secret("client-1", "MY-KEY", "hidden");
        assertThat(backend(app -> app.secretEnvironment("MY-KEY")))
                .containsExactly(
                        "client-1's backend: variable \"MY-KEY\": a name is letters, digits and underscores, no digit first; write \"MY_KEY\"");
    }

    @Test
    void aVariableIsEitherSecretOrPlain() {
        settings.secret("client-1", "KEY", "hidden");
        assertThat(backend(app -> app.secretEnvironment("KEY").environment("KEY", "plain")))
                .containsExactly(
                        "client-1's backend: secret variable \"KEY\": is in environment(…) too, in plain text; remove one of the two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my files", "", "-files", "a/b", "a:b", "/var/run/docker.sock"})
    void aVolumeHasAName(String name) {
        assertThat(backend(app -> app.volume(name, "/srv")))
                .containsExactly(
                        "client-1's backend: volume \"" + name
                                + "\": a name is letters, digits, underscores, dots and hyphens, a letter or digit first; write one like volume(\"files\", \"/srv/files\")");
    }

    @Test
    void aPathHasOneVolume() {
        assertThat(backend(app -> app.volume("files", "/srv").volume("uploads", "/srv")))
                .containsExactly(
                        "client-1's backend: volumes files and uploads: both are at \"/srv\"; give each a path of its own");
        assertThat(backend(app -> app.volume("files", "/srv").volume("files", "/srv")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv", "/", "", "/srv/", "/a//b", "/srv/../etc", "/a:ro"})
    void aVolumeHasAPathInTheContainer(String path) {
        assertThat(backend(app -> app.volume("files", path)))
                .containsExactly(
                        "client-1's backend: path \"" + path
                                + "\" of volume \"files\": a path begins with a slash, ends without one and has neither a colon nor \"..\"; write one like volume(\"files\", \"/srv/files\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "0", "0:0", "00", "node", "", "1000:staff", "-1"})
    void anAppsUserIsANumber(String user) {
        assertThat(backend(app -> app.confinement(it -> it.withUser(user))))
                .containsExactly(
                        "client-1's backend: user \"" + user
                                + "\": a user is a number other than 0, with the group's after a colon; write withUser(\"1000:1000\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "1000:1000", "65532:0"})
    void usersAreNumbers(String user) {
        assertThat(backend(app -> app.confinement(it -> it.withUser(user)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 15, 32_769})
    void anAppHasSomeProcessesButNotAny(int processes) {
        assertThat(backend(app -> app.confinement(it -> it.withProcesses(processes))))
                .containsExactly("client-1's backend: " + processes
                        + " processes: an app has between 16 and 32768; leave it out for 256");
    }

    @Test
    void whoRunsAsRootSaysWhy() {
        assertThat(backend(app -> app.confinement(it -> it.withRoot(" "))))
                .containsExactly(
                        "client-1's backend: withRoot(\"\"): says no reason; write why its image has to run as root");
    }

    @Test
    void aWritableDirectoryHasAPathAndIsNoVolume() {
        assertThat(backend(app -> app.volume("files", "/srv")
                        .confinement(it -> it.withWritable("cache", "/srv", "/app/.next/cache"))))
                .containsExactly(
                        "client-1's backend: writable \"/srv\": is a volume, which is writable; remove one of the two",
                        "client-1's backend: writable \"cache\": a path begins with a slash, ends without one and has neither a colon nor \"..\"; write one like withWritable(\"/app/.next/cache\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dist", "../dist", "a/../../b", "", ".", "dist/", "a:b"})
    void buildOutputIsInsideTheSources(String directory) {
        assertThat(backend(app -> app.buildOutput(directory)))
                .containsExactly(
                        "client-1's backend: build output \"" + directory
                                + "\": a directory is relative to the app's sources and inside them; write one like buildOutput(\"dist\")");
    }

    @Test
    void hiddenAndNestedBuildOutputIsAllowed() {
        assertThat(backend(app -> app.buildOutput(".next", "out/server"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0})
    void passwordGenerationsCountFromOne(int generation) {
        assertThat(database(db -> db.withPasswordGeneration(generation)))
                .containsExactly("client-1: password generation " + generation
                        + ": the first generation is 1; leave it out for the first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"uuid ossp", "PostGIS", "", "a\";"})
    void anExtensionHasAName(String extension) {
        assertThat(database(db -> db.withExtensions("pg_trgm", extension)))
                .containsExactly(
                        "client-1: extension \"" + extension
                                + "\": a name is lower-case letters, digits, underscores and hyphens; write one like withExtensions(\"pg_trgm\")");
    }

    @Test
    void aDatabaseBelongsToABackend() {
        assertThat(client(it -> it.noBackend().database(db -> db.withConnectionLimit(5))))
                .containsExactly(
                        "client-1: database(…) without a backend: only a backend has a database; remove database(…) or noBackend()");
    }

    @Test
    void withoutABackendNothingIsSaidOfTheConventionalDatabase() {
        assertThat(client(ClientBuilder::noBackend)).isEmpty();
    }

    private List<String> backend(UnaryOperator<AppBuilder> options) {
        return client(it -> it.backend(app -> options.apply(app.image("api:1"))));
    }

    private List<String> database(UnaryOperator<Database> options) {
        return client(it -> it.database(options));
    }

    private List<String> client(UnaryOperator<ClientBuilder> options) {
        return ClientProblems.of(settings.build(), options);
    }
}
