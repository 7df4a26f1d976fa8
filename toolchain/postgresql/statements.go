package postgresql

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"
)

// Changes to access lists and owners of one database are made one after the other: PostgreSQL answers
// parallel ones with "tuple concurrently updated".
const changeLock = 0x6f776e646f6d

// change runs the statements in one transaction, alone among the changes in that database.
func change(ctx context.Context, connection *pgx.Conn, statements ...string) error {
	return pgx.BeginFunc(ctx, connection, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", changeLock); err != nil {
			return err
		}
		for _, statement := range statements {
			if _, err := tx.Exec(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

// changeOutside runs one statement that PostgreSQL does not allow in a transaction.
func changeOutside(ctx context.Context, connection *pgx.Conn, statement string) error {
	if _, err := connection.Exec(ctx, "SELECT pg_advisory_lock($1)", changeLock); err != nil {
		return err
	}
	defer connection.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", changeLock)
	_, err := connection.Exec(ctx, statement)
	return err
}

func identifier(parts ...string) string {
	return pgx.Identifier(parts).Sanitize()
}

func identifiers(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = identifier(name)
	}
	return strings.Join(quoted, ", ")
}

func literal(text string) string {
	quoted := "'" + strings.ReplaceAll(strings.ReplaceAll(text, "\x00", ""), "'", "''") + "'"
	if strings.Contains(text, `\`) {
		return " E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}
