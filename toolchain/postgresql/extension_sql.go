package postgresql

import (
	"context"

	"github.com/jackc/pgx/v5"
)

func (state ExtensionState) id() string { return state.Database + "." + state.Name }

func createExtension(state ExtensionState) string {
	statement := "CREATE EXTENSION IF NOT EXISTS " + identifier(state.Name)
	if state.Schema != "" {
		statement += " SCHEMA " + identifier(state.Schema)
	}
	if state.Version != "" {
		statement += " VERSION " + literal(state.Version)
	}
	if *state.CreateCascade {
		statement += " CASCADE"
	}
	return statement
}

func alterExtension(old, state ExtensionState) []string {
	var statements []string
	name := identifier(state.Name)
	if old.Schema != state.Schema {
		statements = append(statements, "ALTER EXTENSION "+name+" SET SCHEMA "+identifier(state.Schema))
	}
	if old.Version != state.Version {
		statements = append(statements, "ALTER EXTENSION "+name+" UPDATE TO "+literal(state.Version))
	}
	return statements
}

func dropExtension(state ExtensionState) string {
	statement := "DROP EXTENSION IF EXISTS " + identifier(state.Name)
	if value(state.DropCascade, false) {
		statement += " CASCADE"
	}
	return statement
}

func readExtension(ctx context.Context, connection *pgx.Conn, state *ExtensionState) error {
	return connection.QueryRow(ctx, `SELECT n.nspname, e.extversion FROM pg_extension e
		JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1`, state.Name,
	).Scan(&state.Schema, &state.Version)
}
