package postgresql_test

import (
	"testing"

	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"

	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

func TestDatabaseIsMadeChangedInPlaceAndDropped(t *testing.T) {
	engine := start(t)
	owner := role(engine, "owner")
	owner.MustUp(t, Create, map[string]any{"name": "db_owner"})
	db := database(engine, "db")
	inputs := map[string]any{"name": "db_one", "owner": "db_owner", "connectionLimit": 7}
	db.MustUp(t, Create, inputs)
	if db.ID != "db_one" {
		t.Errorf("id %q", db.ID)
	}
	if got := ask(t, "db_one", `SELECT pg_get_userbyid(datdba) || datconnlimit || pg_encoding_to_char(encoding) || datcollate
		FROM pg_database WHERE datname = 'db_one'`); got != "db_owner7UTF8C" {
		t.Errorf("made %s", got)
	}
	if diff := db.Preview.Diff(db.Outputs); diff != nil {
		t.Errorf("preview promised other values for %v", diff.ChangedKeys())
	}
	db.MustUp(t, Same, inputs)
	db.MustStay(t)

	changed := map[string]any{"name": "db_two", "owner": "postgres", "connectionLimit": 9, "isTemplate": true}
	db.MustUp(t, Update, changed)
	if got := ask(t, "db_two", `SELECT pg_get_userbyid(datdba) || datconnlimit || datistemplate
		FROM pg_database WHERE datname = 'db_two'`); got != "postgres9true" {
		t.Errorf("changed to %s", got)
	}
	db.MustStay(t)
	if db.ID != "db_two" {
		t.Errorf("id %q after a refresh", db.ID)
	}

	session, err := connect("postgres", rootPassword, "db_two")
	if err != nil {
		t.Fatal(err)
	}
	defer session.Close(t.Context())
	db.MustDelete(t)
	db.MustBeGone(t)
	owner.MustDelete(t)
}

func TestDatabaseDriftIsSeenAndUndone(t *testing.T) {
	db := database(start(t), "drift")
	inputs := map[string]any{"name": "db_drift", "owner": "postgres"}
	db.MustUp(t, Create, inputs)
	sql(t, "postgres", "CREATE ROLE thief", "ALTER DATABASE db_drift OWNER TO thief", "ALTER DATABASE db_drift CONNECTION LIMIT 3")
	if _, err := db.Refresh(); err != nil {
		t.Fatal(err)
	}
	if got := db.Outputs["owner"]; got.StringValue() != "thief" {
		t.Errorf("owner %v", got)
	}
	db.MustUp(t, Update, inputs)
	if got := ask(t, "postgres", "SELECT pg_get_userbyid(datdba) || datconnlimit FROM pg_database WHERE datname = 'db_drift'"); got != "postgres-1" {
		t.Errorf("undone to %s", got)
	}
	db.MustDelete(t)
	sql(t, "postgres", "DROP ROLE thief")
}

func TestDatabaseReplacesWhatPostgreSQLCannotChange(t *testing.T) {
	db := database(start(t), "fixed")
	db.MustUp(t, Create, map[string]any{"name": "db_fixed"})
	for input, value := range map[string]any{
		"encoding": "SQL_ASCII", "template": "template1", "lcCollate": "POSIX", "lcCtype": "POSIX",
	} {
		db.MustUp(t, Replace, map[string]any{"name": "db_fixed", input: value})
		if db.DeleteFirst {
			t.Errorf("%s: would delete first", input)
		}
	}
	db.MustDelete(t)
}

func TestDatabaseCanBeImported(t *testing.T) {
	sql(t, "postgres", `CREATE DATABASE "db import"`)
	db := database(start(t), "import")
	db.Import(t, "db import")
	db.MustUp(t, Same, map[string]any{
		"name": "db import", "owner": "postgres", "template": "template0", "encoding": "UTF8", "isTemplate": false,
		"lcCollate": db.Outputs["lcCollate"].V, "lcCtype": db.Outputs["lcCtype"].V, "tablespaceName": "pg_default",
	})
	db.MustUp(t, Same, map[string]any{"name": "db import", "owner": "postgres"})
	db.MustDelete(t)
}

func TestObjectsFollowTheOwnerWhenAsked(t *testing.T) {
	engine := start(t)
	sql(t, "postgres", "CREATE ROLE before", "CREATE ROLE after")
	db := database(engine, "follow")
	db.MustUp(t, Create, map[string]any{"name": "db_follow", "owner": "before", "alterObjectOwnership": true})
	sql(t, "db_follow", "SET ROLE before", "CREATE SCHEMA s", "CREATE TABLE s.t ()")
	db.MustUp(t, Update, map[string]any{"name": "db_follow", "owner": "after", "alterObjectOwnership": true})
	if got := ask(t, "db_follow", "SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 't'"); got != "after" {
		t.Errorf("owner of the table: %s", got)
	}
	db.MustDelete(t)
	sql(t, "postgres", "DROP ROLE before", "DROP ROLE after")
}

func TestNameIsMadeOnceWhenNoneIsGiven(t *testing.T) {
	db := database(start(t), "client")
	db.MustUp(t, Create, nil)
	name := db.Outputs["name"].StringValue()
	if len(name) != len("client-1234567") {
		t.Errorf("name %q", name)
	}
	db.MustUp(t, Same, nil)
	db.MustDelete(t)
}

func TestPreviewKeepsUnknownInputsUnknownAndTheRestKnown(t *testing.T) {
	db := database(start(t), "unknown")
	inputs := resource.PropertyMap{
		"name":  resource.NewProperty("db_unknown"),
		"owner": resource.MakeComputed(resource.NewProperty("")),
	}
	for name, value := range map[resource.PropertyKey]any{
		"connectionLimit": -1.0, "allowConnections": true, "alterObjectOwnership": false,
	} {
		inputs[name] = resource.NewPropertyValue(value)
	}
	if err := db.PreviewCreate(inputs); err != nil {
		t.Fatal(err)
	}
	if !db.Preview["owner"].IsComputed() {
		t.Errorf("owner %v", db.Preview["owner"])
	}
	if db.Preview["name"].V != "db_unknown" || db.Preview["encoding"].V != "UTF8" {
		t.Errorf("name %v, encoding %v", db.Preview["name"], db.Preview["encoding"])
	}
}
