package postgresql

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
)

// held is what the role has on one object.
type held struct {
	Object     string
	Privileges []string
	Grantable  bool
}

// read sets the privileges to what the first object has that does not have what was asked for.
func (state *GrantState) read(ctx context.Context, connection *pgx.Conn) error {
	if err := state.exists(ctx, connection); err != nil {
		return err
	}
	rows, err := connection.Query(ctx, `SELECT object, array_remove(array_agg(privilege_type ORDER BY privilege_type), NULL),
			coalesce(bool_and(is_grantable), false)
		FROM (`+kinds[state.ObjectType].objects+`) AS objects (object, acl)
		LEFT JOIN LATERAL aclexplode(acl) AS entry
			ON entry.grantee = CASE WHEN $3 = 'public' THEN 0 ELSE to_regrole(quote_ident($3))::oid END
		GROUP BY object ORDER BY object`, state.Database, value(state.Schema, ""), state.Role)
	if err != nil {
		return err
	}
	objects, err := pgx.CollectRows(rows, pgx.RowToStructByPos[held])
	if err != nil {
		return err
	}
	for _, object := range objects {
		if state.concerns(object.Object) && !state.matches(object) {
			state.Privileges = sameOrder(state.Privileges, object.Privileges)
			state.WithGrantOption = &object.Grantable
			return nil
		}
	}
	return nil
}

func (state *GrantState) concerns(object string) bool {
	switch {
	case state.ObjectType == column:
		return slices.ContainsFunc(state.Columns, func(name string) bool { return object == state.Objects[0]+"."+name })
	case len(state.Objects) == 0:
		return true
	default:
		return slices.Contains(state.Objects, object)
	}
}

func (state *GrantState) matches(object held) bool {
	if len(object.Privileges) > 0 && object.Grantable != value(state.WithGrantOption, false) {
		return false
	}
	wanted := state.Privileges
	if slices.Contains(wanted, everything) {
		// A newer server has privileges that are not in our list: having those as well is still all.
		return !slices.ContainsFunc(kinds[state.ObjectType].privileges, func(privilege string) bool {
			return !slices.Contains(object.Privileges, privilege)
		})
	}
	return slices.Equal(slices.Sorted(slices.Values(wanted)), object.Privileges)
}

// exists returns pgx.ErrNoRows when the role, the database or the schema is gone.
func (state *GrantState) exists(ctx context.Context, connection *pgx.Conn) error {
	var found int
	return connection.QueryRow(ctx, `SELECT 1 FROM pg_database d
		WHERE d.datname = $1
		AND ($2 = '' OR EXISTS (SELECT FROM pg_namespace WHERE nspname = $2))
		AND ($3 = 'public' OR EXISTS (SELECT FROM pg_roles WHERE rolname = $3))`,
		state.Database, value(state.Schema, ""), state.Role).Scan(&found)
}
