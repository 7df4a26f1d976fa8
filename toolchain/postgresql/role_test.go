package postgresql_test

import (
	"fmt"
	"strings"
	"testing"

	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

func TestRoleLogsInWithItsPassword(t *testing.T) {
	user := role(start(t), "user")
	inputs := map[string]any{"name": "role_user", "login": true, "password": "it's \\ secret", "connectionLimit": 5}
	user.MustUp(t, Create, inputs)
	mustLogIn(t, "role_user", `it\'s \\ secret`)
	user.MustUp(t, Same, inputs)
	user.MustStay(t)
	if !user.Outputs["password"].IsSecret() || !user.Inputs["password"].IsSecret() {
		t.Error("the password is not a secret in state")
	}

	inputs["password"], inputs["connectionLimit"] = "other", 6
	user.MustUp(t, Update, inputs)
	mustLogIn(t, "role_user", "other")
	user.MustStay(t)
	inputs["name"] = "role_renamed"
	user.MustUp(t, Update, inputs)
	mustLogIn(t, "role_renamed", "other")
	user.MustStay(t)
	user.MustDelete(t)
	user.MustBeGone(t)
	user.MustDelete(t) // once more is no error
}

func mustLogIn(t *testing.T, name, password string) {
	t.Helper()
	connection, err := connect(name, password, "postgres")
	if err != nil {
		t.Fatal(err)
	}
	connection.Close(t.Context())
}

func TestRoleSettingsAndMemberships(t *testing.T) {
	engine := start(t)
	sql(t, "postgres", "CREATE ROLE group_b", "CREATE ROLE group_a")
	member := role(engine, "member")
	inputs := map[string]any{
		"name": "role_member", "roles": []any{"group_b", "group_a"}, "searchPaths": []any{"app data", "public"},
		"statementTimeout": 1000, "idleInTransactionSessionTimeout": 2000, "assumeRole": "group_a",
		"createDatabase": true, "inherit": false, "validUntil": "2040-01-02",
	}
	member.MustUp(t, Create, inputs)
	member.MustUp(t, Same, inputs)
	member.MustStay(t)
	if got := ask(t, "postgres", "SELECT rolconfig::text FROM pg_roles WHERE rolname = 'role_member'"); got !=
		`{"search_path=\"app data\", public",statement_timeout=1000,idle_in_transaction_session_timeout=2000,role=group_a}` {
		t.Error(got)
	}

	sql(t, "postgres", "REVOKE group_b FROM role_member", "ALTER ROLE role_member RESET statement_timeout")
	if _, err := member.Refresh(); err != nil {
		t.Fatal(err)
	}
	member.MustUp(t, Update, inputs)
	member.MustStay(t)

	member.MustUp(t, Update, map[string]any{"name": "role_member", "roles": []any{"group_a"}})
	member.MustStay(t)
	if got := ask(t, "postgres", "SELECT coalesce(rolconfig::text, 'none') || rolcreatedb FROM pg_roles WHERE rolname = 'role_member'"); got != "nonefalse" {
		t.Error(got)
	}
	member.MustDelete(t)
	sql(t, "postgres", "DROP ROLE group_b", "DROP ROLE group_a")
}

func TestRoleLeavesWhatItOwnsToTheLoginRole(t *testing.T) {
	owner := role(start(t), "owner")
	owner.MustUp(t, Create, map[string]any{"name": "role_owner"})
	sql(t, "postgres", "CREATE SCHEMA left_behind AUTHORIZATION role_owner")
	owner.MustDelete(t)
	if got := ask(t, "postgres", "SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'left_behind'"); got != "postgres" {
		t.Error(got)
	}
	sql(t, "postgres", "DROP SCHEMA left_behind")
}

func TestRoleThatOwnsADatabaseIsNotDroppedWithoutReassigning(t *testing.T) {
	engine := start(t)
	owner := role(engine, "keeper")
	owner.MustUp(t, Create, map[string]any{"name": "role_keeper", "skipReassignOwned": true})
	db := database(engine, "kept")
	db.MustUp(t, Create, map[string]any{"name": "db_kept", "owner": "role_keeper"})
	err := owner.Delete()
	if err == nil || !strings.Contains(err.Error(), "db_kept") {
		t.Errorf("the error does not name the database: %v", err)
	}
	db.MustDelete(t)
	owner.MustDelete(t)
}

func TestRoleCanBeImported(t *testing.T) {
	sql(t, "postgres", "CREATE ROLE role_import LOGIN CONNECTION LIMIT 4")
	imported := role(start(t), "import")
	imported.Import(t, "role_import")
	imported.MustUp(t, Same, map[string]any{"name": "role_import", "login": true, "connectionLimit": 4})
	imported.MustDelete(t)
}

func TestPasswordIsInNoErrorAndInNoServerLog(t *testing.T) {
	sql(t, "postgres", "CREATE ROLE taken")
	second := role(start(t), "second")
	_, err := second.Up(map[string]any{"name": "taken", "password": "visible-nowhere"})
	if err == nil || strings.Contains(fmt.Sprint(err), "visible-nowhere") || !strings.Contains(err.Error(), "already exists") {
		t.Errorf("error: %v", err)
	}
	if strings.Contains(serverLog(t), "visible-nowhere") {
		t.Error("the server's log has the password")
	}
	sql(t, "postgres", "DROP ROLE taken")
}
