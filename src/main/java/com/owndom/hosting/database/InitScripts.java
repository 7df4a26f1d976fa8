package com.owndom.hosting.database;

import com.owndom.hosting.text.Fingerprint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The SQL that makes a client's tables: the files of a directory, in the order of their names.
 *
 * @param texts by path, relative to the project
 */
public record InitScripts(SortedMap<String, String> texts) {

    /** What stands for bytes that are not UTF-8. */
    private static final String MALFORMED = "\uFFFD";

    /** Copies the texts. */
    public InitScripts {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /** The directory's files; none when there is no such directory. */
    public static InitScripts in(Path root, String directory) {
        var texts = new TreeMap<String, String>();
        try (var files = Files.newDirectoryStream(root.resolve(directory), "*.sql")) {
            for (var file : files) {
                texts.put(directory + "/" + file.getFileName(), text(file));
            }
        } catch (NoSuchFileException absent) {
            return new InitScripts(new TreeMap<>());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new InitScripts(texts);
    }

    /** With {@link #MALFORMED} where it is not UTF-8, for a check to tell of. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The files that are not UTF-8. */
    List<String> malformed() {
        return texts.entrySet().stream()
                .filter(file -> file.getValue().contains(MALFORMED))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Twelve hexadecimal digits that change with every text and every name. */
    String version() {
        var fingerprint = new Fingerprint();
        texts.forEach((path, text) -> fingerprint.text(path).text(text));
        return fingerprint.value();
    }

    /** Whether there is nothing to run. */
    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /** Every {@code file:line} that would end the one transaction in which all of it runs. */
    public List<String> transactionStatements() {
        return texts.entrySet().stream()
                .flatMap(file ->
                        TransactionStatements.lines(file.getValue()).stream().map(line -> file.getKey() + ":" + line))
                .toList();
    }

    /**
     * What psql runs: everything in one transaction that also writes down that it ran, so that it runs once in the life
     * of the database, however often the job is started.
     */
    String program(String directory) {
        var includes = texts.keySet().stream()
                .map(path -> "\\i " + quoted(directory + path) + "\n")
                .collect(Collectors.joining());
        return """
                BEGIN;
                SELECT pg_advisory_xact_lock(hashtext('hosting.init'));
                SELECT to_regclass('hosting.init') IS NOT NULL AS initialised \\gset
                \\if :initialised
                \\echo 'the database was initialised before; nothing to do'
                \\else
                CREATE SCHEMA hosting;
                CREATE TABLE hosting.init (ran_at timestamptz NOT NULL DEFAULT now());
                INSERT INTO hosting.init DEFAULT VALUES;
                %s\\endif
                COMMIT;
                """
                .formatted(includes);
    }

    /** One word for psql, whatever is in it. */
    private static String quoted(String path) {
        return "'" + path.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
