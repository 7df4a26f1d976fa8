package postgresql

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

func createRole(state RoleState) ([]string, error) {
	options, err := roleOptions(state, state.Password)
	if err != nil {
		return nil, err
	}
	statements := []string{"CREATE ROLE " + identifier(state.Name) + options}
	return append(statements, roleExtras(RoleState{}, state)...), nil
}

func alterRole(old, state RoleState) ([]string, error) {
	password := state.Password
	if old.Password != nil && password != nil && *old.Password == *password {
		password = nil
	}
	options, err := roleOptions(state, password)
	if err != nil {
		return nil, err
	}
	var statements []string
	if old.Name != state.Name {
		statements = append(statements, "ALTER ROLE "+identifier(old.Name)+" RENAME TO "+identifier(state.Name))
	}
	if old.Password != nil && state.Password == nil {
		options += " PASSWORD NULL"
	}
	statements = append(statements, "ALTER ROLE "+identifier(state.Name)+options)
	return append(statements, roleExtras(old, state)...), nil
}

func roleOptions(state RoleState, password *string) (string, error) {
	options := fmt.Sprintf(" CONNECTION LIMIT %d VALID UNTIL %s", *state.ConnectionLimit, literal(*state.ValidUntil))
	for _, option := range []struct {
		on   *bool
		word string
	}{
		{state.Login, "LOGIN"}, {state.Superuser, "SUPERUSER"}, {state.CreateDatabase, "CREATEDB"},
		{state.CreateRole, "CREATEROLE"}, {state.Inherit, "INHERIT"}, {state.Replication, "REPLICATION"},
		{state.BypassRowLevelSecurity, "BYPASSRLS"},
	} {
		if *option.on {
			options += " " + option.word
		} else {
			options += " NO" + option.word
		}
	}
	if password == nil {
		return options, nil
	}
	verifier, err := scramVerifier(*password)
	return options + " PASSWORD " + literal(verifier), err
}

// roleExtras are the memberships and settings that differ.
func roleExtras(old, state RoleState) []string {
	var statements []string
	role := identifier(state.Name)
	for _, group := range state.Roles {
		if !slices.Contains(old.Roles, group) {
			statements = append(statements, "GRANT "+identifier(group)+" TO "+role)
		}
	}
	for _, group := range old.Roles {
		if !slices.Contains(state.Roles, group) {
			statements = append(statements, "REVOKE "+identifier(group)+" FROM "+role)
		}
	}
	before, after := roleSettings(old), roleSettings(state)
	for _, name := range settingNames {
		switch {
		case before[name] == after[name]:
		case after[name] == "":
			statements = append(statements, "ALTER ROLE "+role+" RESET "+name)
		default:
			statements = append(statements, "ALTER ROLE "+role+" SET "+name+" TO "+after[name])
		}
	}
	return statements
}

var settingNames = []string{"search_path", "statement_timeout", "idle_in_transaction_session_timeout", "role"}

// roleSettings are the values as they stand in a statement; what is not set is not there.
func roleSettings(state RoleState) map[string]string {
	settings := map[string]string{}
	if len(state.SearchPaths) > 0 {
		settings["search_path"] = identifiers(state.SearchPaths)
	}
	if limit := value(state.StatementTimeout, 0); limit != 0 {
		settings["statement_timeout"] = fmt.Sprint(limit)
	}
	if limit := value(state.IdleInTransactionSessionTimeout, 0); limit != 0 {
		settings["idle_in_transaction_session_timeout"] = fmt.Sprint(limit)
	}
	if role := value(state.AssumeRole, ""); role != "" {
		settings["role"] = identifier(role)
	}
	return settings
}

func dropRole(state RoleState) []string {
	var statements []string
	role := identifier(state.Name)
	if !value(state.SkipReassignOwned, false) {
		statements = append(statements, "REASSIGN OWNED BY "+role+" TO CURRENT_USER", "DROP OWNED BY "+role)
	}
	if !value(state.SkipDropRole, false) {
		statements = append(statements, "DROP ROLE "+role)
	}
	return statements
}

func importedRole(name string) RoleState {
	state := RoleState{Name: name}
	state.EncryptedPassword, state.SkipDropRole, state.SkipReassignOwned = new(bool), new(bool), new(bool)
	*state.EncryptedPassword = true
	return state
}

const roleQuery = `SELECT rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolinherit, rolreplication, rolbypassrls,
	rolconnlimit, CASE WHEN rolvaliduntil IS NULL THEN 'infinity'
		WHEN rolvaliduntil = nullif($2, '')::timestamptz THEN $2 ELSE rolvaliduntil::text END,
	coalesce(rolconfig, '{}'),
	ARRAY(SELECT pg_get_userbyid(roleid)::text FROM pg_auth_members WHERE member = r.oid ORDER BY 1)
	FROM pg_roles r WHERE rolname = $1`

func readRole(ctx context.Context, connection *pgx.Conn, state *RoleState) error {
	var config, roles []string
	err := connection.QueryRow(ctx, roleQuery, state.Name, value(state.ValidUntil, "")).Scan(
		&state.Login, &state.Superuser, &state.CreateDatabase, &state.CreateRole, &state.Inherit,
		&state.Replication, &state.BypassRowLevelSecurity, &state.ConnectionLimit, &state.ValidUntil, &config, &roles)
	if err != nil {
		return err
	}
	state.Roles = sameOrder(state.Roles, roles)
	readRoleSettings(state, config)
	return nil
}

func readRoleSettings(state *RoleState, config []string) {
	actual := map[string]string{}
	for _, entry := range config {
		name, setting, _ := strings.Cut(entry, "=")
		actual[name] = setting
	}
	if paths := splitIdentifiers(actual["search_path"]); !slices.Equal(paths, state.SearchPaths) {
		state.SearchPaths = paths
	}
	state.StatementTimeout = refreshedTimeout(state.StatementTimeout, actual["statement_timeout"])
	state.IdleInTransactionSessionTimeout = refreshedTimeout(
		state.IdleInTransactionSessionTimeout, actual["idle_in_transaction_session_timeout"])
	if role := actual["role"]; role != value(state.AssumeRole, "") {
		state.AssumeRole = &role
	}
}
