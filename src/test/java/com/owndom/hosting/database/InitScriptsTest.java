package com.owndom.hosting.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.owndom.hosting.testing.Project;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitScriptsTest {

    @Test
    void areTheSqlFilesInTheOrderOfTheirNames(@TempDir Path root) {
        new Project(root)
                .file("init/10-last.sql", "SELECT 10;")
                .file("init/02-second.sql", "SELECT 2;")
                .file("init/01-first.sql", "SELECT 1;")
                .file("init/README.md", "not SQL")
                .file("init/old/00-none.sql", "SELECT 0;");
        assertThat(InitScripts.in(root, "init").texts())
                .containsExactly(
                        Map.entry("init/01-first.sql", "SELECT 1;"),
                        Map.entry("init/02-second.sql", "SELECT 2;"),
                        Map.entry("init/10-last.sql", "SELECT 10;"));
    }

    @Test
    void areNoneWithoutADirectory(@TempDir Path root) {
        assertThat(InitScripts.in(root, "init").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMMIT;",
                "commit work;",
                "BEGIN;",
                "BEGIN ISOLATION LEVEL SERIALIZABLE;",
                "  Start  Transaction;",
                "END;",
                "ABORT;",
                "ROLLBACK;",
                "INSERT INTO a VALUES (1); COMMIT;",
                "/* done */ COMMIT AND CHAIN;",
                "\\echo done\nCOMMIT;"
            })
    void tellWhatWouldEndTheTransaction(String statement) {
        assertThat(scripts(statement).transactionStatements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (\n  begin date,\n  \"end\" date\n);",
                "CREATE FUNCTION f() RETURNS trigger AS $$\nBEGIN\n  RETURN NEW;\nEND;\n$$ LANGUAGE plpgsql;",
                "DO $body$\nBEGIN\n  BEGIN\n    NULL;\n  END;\nEND;\n$body$;",
                "CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC\n  SELECT 1;\nEND;",
                "INSERT INTO notes VALUES ('first;\nCOMMIT;\n');",
                "-- COMMIT;\nSELECT 1;",
                "/*\nCOMMIT;\n*/",
                "SAVEPOINT a; ROLLBACK TO a;"
            })
    void allowWhatOnlyLooksLikeIt(String statements) {
        assertThat(scripts(statements).transactionStatements()).isEmpty();
    }

    @Test
    void nameFileAndLineOfTransactionStatements() {
        var texts = new TreeMap<>(Map.of(
                "init/01.sql", "BEGIN;\nCREATE TABLE a ();\n\nCOMMIT;\n", "init/02.sql", "SELECT 1;\n\n  ROLLBACK;\n"));
        assertThat(new InitScripts(texts).transactionStatements())
                .containsExactly("init/01.sql:1", "init/01.sql:4", "init/02.sql:3");
    }

    @Test
    void runInOneTransactionThatWritesDownThatItRan() {
        var texts = new TreeMap<>(Map.of("init/02.sql", "SELECT 2;", "init/01.sql", "SELECT 1;"));
        assertThat(new InitScripts(texts).program("/init/"))
                .isEqualTo(
                        """
                        BEGIN;
                        SELECT pg_advisory_xact_lock(hashtext('hosting.init'));
                        SELECT to_regclass('hosting.init') IS NOT NULL AS initialised \\gset
                        \\if :initialised
                        \\echo 'the database was initialised before; nothing to do'
                        \\else
                        CREATE SCHEMA hosting;
                        CREATE TABLE hosting.init (ran_at timestamptz NOT NULL DEFAULT now());
                        INSERT INTO hosting.init DEFAULT VALUES;
                        \\i '/init/init/01.sql'
                        \\i '/init/init/02.sql'
                        \\endif
                        COMMIT;
                        """);
    }

    @Test
    void mayHaveAnyName() {
        var texts = new TreeMap<>(Map.of("init/01 client's \\ tables.sql", "SELECT 1;"));
        assertThat(new InitScripts(texts).program("/init/"))
                .contains("\\i '/init/init/01 client''s \\\\ tables.sql'\n");
    }

    private static InitScripts scripts(String text) {
        return new InitScripts(new TreeMap<>(Map.of("init/01.sql", text)));
    }
}
