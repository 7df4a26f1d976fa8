package com.owndom.hosting.database;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the statements that would begin or end a transaction in SQL that runs in one already. */
final class TransactionStatements {

    /** At the beginning of the text or after another statement. */
    private static final Pattern STATEMENT = Pattern.compile(
            "(?<=\\A|;)\\s*\\b(BEGIN|START\\s+TRANSACTION|COMMIT|END|ABORT|ROLLBACK(?!\\s+TO\\b))\\b",
            Pattern.CASE_INSENSITIVE);

    /** Where statements only seem to be: bodies of functions, texts, comments and psql's own commands. */
    private static final Pattern OPAQUE = Pattern.compile(
            "\\$(\\w*)\\$.*?\\$\\1\\$|\\bBEGIN\\s+ATOMIC\\b.*?\\bEND\\b(?=\\s*;)|'[^']*'|--[^\n]*|/\\*.*?\\*/|^\\\\[^\n]*",
            Pattern.DOTALL | Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private TransactionStatements() {}

    /** The line of each. */
    static List<Long> lines(String sql) {
        var statements = OPAQUE.matcher(sql).replaceAll(it -> "\n".repeat((int) newlines(it.group())));
        return STATEMENT
                .matcher(statements)
                .results()
                .map(it -> 1 + newlines(statements.substring(0, it.start(1))))
                .toList();
    }

    private static long newlines(String text) {
        return text.chars().filter(it -> it == '\n').count();
    }
}
