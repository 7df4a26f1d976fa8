package postgresql

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

const everyRole = "public"

func (state GrantState) id() string {
	parts := []string{state.Role, state.Database}
	if state.Schema != nil {
		parts = append(parts, *state.Schema)
	}
	parts = append(parts, state.ObjectType)
	return strings.Join(slices.Concat(parts, state.Objects, state.Columns), "_")
}

// run works where the access list is: a database's own is the same in every database.
func (state GrantState) run(ctx context.Context, work func(*pgx.Conn) error) error {
	server := configured(ctx)
	if state.ObjectType == database {
		return server.run(ctx, work)
	}
	return server.runIn(ctx, state.Database, work)
}

func (state GrantState) change(ctx context.Context, statements ...string) error {
	return state.run(ctx, func(connection *pgx.Conn) error {
		return change(ctx, connection, slices.DeleteFunc(statements, func(text string) bool { return text == "" })...)
	})
}

func (state GrantState) revoke() string {
	return "REVOKE " + state.listed([]string{"ALL PRIVILEGES"}) + " ON " + state.target() + " FROM " + state.grantee()
}

func (state GrantState) grant() string {
	if len(state.Privileges) == 0 {
		return ""
	}
	statement := "GRANT " + state.listed(state.Privileges) + " ON " + state.target() + " TO " + state.grantee()
	if value(state.WithGrantOption, false) {
		statement += " WITH GRANT OPTION"
	}
	return statement
}

func (state GrantState) listed(privileges []string) string {
	if state.ObjectType != column {
		return strings.Join(privileges, ", ")
	}
	columns := " (" + identifiers(state.Columns) + ")"
	return strings.Join(privileges, columns+", ") + columns
}

func (state GrantState) target() string {
	kind := kinds[state.ObjectType]
	switch {
	case state.ObjectType == database:
		return kind.keyword + " " + identifier(state.Database)
	case state.ObjectType == schema:
		return kind.keyword + " " + identifier(*state.Schema)
	case state.Schema == nil:
		return kind.keyword + " " + identifiers(state.Objects)
	case len(state.Objects) == 0:
		return "ALL " + kind.all + " IN SCHEMA " + identifier(*state.Schema)
	}
	names := make([]string, len(state.Objects))
	for i, object := range state.Objects {
		names[i] = identifier(*state.Schema, object)
	}
	return kind.keyword + " " + strings.Join(names, ", ")
}

func (state GrantState) grantee() string {
	if state.Role == everyRole {
		return "PUBLIC"
	}
	return identifier(state.Role)
}
