package postgresql_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

func TestEveryRoleLosesConnect(t *testing.T) {
	engine := start(t)
	sql(t, "postgres", "CREATE ROLE stranger LOGIN PASSWORD 'x'")
	db := database(engine, "closed")
	db.MustUp(t, Create, map[string]any{"name": "db_closed"})
	closed := grant(engine, "closed")
	inputs := map[string]any{"role": "public", "database": "db_closed", "objectType": "database", "privileges": []any{}}
	closed.MustUp(t, Create, inputs)
	if _, err := connect("stranger", "x", "db_closed"); err == nil || !strings.Contains(err.Error(), "permission denied") {
		t.Errorf("stranger: %v", err)
	}
	closed.MustUp(t, Same, inputs)
	closed.MustStay(t)

	sql(t, "postgres", "GRANT CONNECT ON DATABASE db_closed TO PUBLIC")
	if _, err := closed.Refresh(); err != nil {
		t.Fatal(err)
	}
	closed.MustUp(t, Update, inputs)
	if _, err := connect("stranger", "x", "db_closed"); err == nil {
		t.Error("the stranger is still let in")
	}
	db.MustDelete(t)
	closed.MustBeGone(t)
	closed.MustDelete(t)
	sql(t, "postgres", "DROP ROLE stranger")
}

func TestNeverRevokedDefaultIsDrift(t *testing.T) {
	engine := start(t)
	db := database(engine, "open")
	db.MustUp(t, Create, map[string]any{"name": "db_open"})
	open := grant(engine, "open")
	inputs := map[string]any{"role": "public", "database": "db_open", "objectType": "database", "privileges": []any{}}
	open.MustUp(t, Create, inputs)
	db.MustDelete(t)
	sql(t, "postgres", "CREATE DATABASE db_open")
	if _, err := open.Refresh(); err != nil {
		t.Fatal(err)
	}
	open.MustUp(t, Update, inputs)
	open.MustStay(t)
	db.MustDelete(t)
}

var grants = map[string]map[string]any{
	"database":             {"privileges": []any{"CONNECT", "CREATE"}},
	"schema":               {"schema": "s", "privileges": []any{"USAGE"}},
	"table":                {"schema": "s", "privileges": []any{"SELECT", "INSERT"}},
	"view":                 {"objectType": "table", "schema": "s", "objects": []any{"v"}, "privileges": []any{"ALL"}},
	"sequence":             {"schema": "s", "privileges": []any{"USAGE"}, "withGrantOption": true},
	"function":             {"schema": "s", "objects": []any{"f"}, "privileges": []any{"EXECUTE"}},
	"procedure":            {"schema": "s", "privileges": []any{"EXECUTE"}},
	"column":               {"schema": "s", "objects": []any{"t"}, "columns": []any{"a", "b c"}, "privileges": []any{"SELECT", "UPDATE"}},
	"foreign_data_wrapper": {"objects": []any{"w"}, "privileges": []any{"USAGE"}},
	"foreign_server":       {"objects": []any{"r"}, "privileges": []any{"USAGE"}},
}

func TestEveryKindOfGrant(t *testing.T) {
	engine := start(t)
	db := database(engine, "kinds")
	db.MustUp(t, Create, map[string]any{"name": "db_kinds"})
	sql(t, "postgres", "CREATE ROLE reader")
	sql(t, "db_kinds", "CREATE SCHEMA s", `CREATE TABLE s.t (a int, "b c" int, d serial)`, "CREATE VIEW s.v AS SELECT 1",
		"CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE PROCEDURE s.p() LANGUAGE sql AS 'SELECT 1'",
		"CREATE FOREIGN DATA WRAPPER w", "CREATE SERVER r FOREIGN DATA WRAPPER w")
	for name, given := range grants {
		inputs := map[string]any{"role": "reader", "database": "db_kinds", "objectType": name}
		for key, value := range given {
			inputs[key] = value
		}
		t.Run(name, func(t *testing.T) {
			g := grant(engine, name)
			g.MustUp(t, Create, inputs)
			g.MustUp(t, Same, inputs)
			g.MustStay(t)
			inputs["privileges"] = []any{}
			g.MustUp(t, Update, inputs)
			g.MustStay(t)
			inputs["role"] = "postgres"
			g.MustUp(t, Replace, inputs)
			if !g.DeleteFirst {
				t.Error("would create before it deletes")
			}
			g.MustDelete(t)
		})
	}
	db.MustDelete(t)
	sql(t, "postgres", "DROP ROLE reader")
}

func TestTableMadeLaterIsDrift(t *testing.T) {
	engine := start(t)
	db := database(engine, "later")
	db.MustUp(t, Create, map[string]any{"name": "db_later"})
	sql(t, "postgres", "CREATE ROLE late")
	g := grant(engine, "later")
	inputs := map[string]any{
		"role": "late", "database": "db_later", "objectType": "table", "schema": "public", "privileges": []any{"SELECT"},
	}
	g.MustUp(t, Create, inputs)
	g.MustStay(t)
	sql(t, "db_later", "CREATE TABLE new ()")
	if _, err := g.Refresh(); err != nil {
		t.Fatal(err)
	}
	g.MustUp(t, Update, inputs)
	g.MustStay(t)
	db.MustDelete(t)
	sql(t, "postgres", "DROP ROLE late")
}

func TestWhatPostgreSQLWouldRefuseFailsAtPreview(t *testing.T) {
	g := grant(start(t), "wrong")
	for reason, given := range map[string]map[string]any{
		"objectType": {"objectType": "cluster"},
		"schema":     {"objectType": "table"},
		"columns":    {"objectType": "table", "schema": "s", "columns": []any{"c"}},
		"privileges": {"objectType": "database", "privileges": []any{"SELECT"}},
		"objects":    {"objectType": "foreign_server"},
	} {
		inputs := map[string]any{"role": "r", "database": "d", "privileges": []any{}}
		for key, value := range given {
			inputs[key] = value
		}
		if _, err := g.Check(inputs); err == nil || !strings.HasPrefix(err.Error(), reason) {
			t.Errorf("%v: %v", given, err)
		}
	}
}

func TestParallelGrantsOnOneDatabase(t *testing.T) {
	engine := start(t)
	db := database(engine, "busy")
	db.MustUp(t, Create, map[string]any{"name": "db_busy"})
	const many = 30
	for i := range many {
		sql(t, "postgres", fmt.Sprintf("CREATE ROLE busy_%d", i))
	}
	together(many, func(i int) {
		g := grant(engine, fmt.Sprint(i))
		if _, err := g.Up(map[string]any{
			"role": fmt.Sprintf("busy_%d", i), "database": "db_busy", "objectType": "database", "privileges": []any{"CONNECT"},
		}); err != nil {
			t.Error(err)
		}
		if err := g.Delete(); err != nil {
			t.Error(err)
		}
	})
	db.MustDelete(t)
	for i := range many {
		sql(t, "postgres", fmt.Sprintf("DROP ROLE busy_%d", i))
	}
}

func together(count int, work func(int)) {
	var group sync.WaitGroup
	for i := range count {
		group.Go(func() { work(i) })
	}
	group.Wait()
}
