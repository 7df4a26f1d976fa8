package postgresql_test

import (
	"testing"

	. "github.com/owndom/hosting/toolchain/standin/standintest"
)

func TestExtensionIsInstalledMovedAndDropped(t *testing.T) {
	engine := start(t)
	db := database(engine, "extended")
	db.MustUp(t, Create, map[string]any{"name": "db_extended"})
	uuid := extension(engine, "uuid")
	inputs := map[string]any{"name": "uuid-ossp", "database": "db_extended"}
	uuid.MustUp(t, Create, inputs)
	if !uuid.Preview["version"].IsComputed() || uuid.Preview["database"].V != "db_extended" {
		t.Errorf("preview %v", uuid.Preview)
	}
	if uuid.ID != "db_extended.uuid-ossp" || uuid.Outputs["schema"].V != "public" {
		t.Errorf("%s: %v", uuid.ID, uuid.Outputs)
	}
	uuid.MustUp(t, Same, inputs)
	uuid.MustStay(t)

	sql(t, "db_extended", "CREATE SCHEMA elsewhere")
	inputs["schema"] = "elsewhere"
	uuid.MustUp(t, Update, inputs)
	uuid.MustStay(t)
	if got := ask(t, "db_extended", "SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'uuid-ossp'"); got != "elsewhere" {
		t.Error(got)
	}
	imported := extension(engine, "imported")
	imported.Import(t, "db_extended.uuid-ossp")
	uuid.MustUp(t, Replace, map[string]any{"name": "pgcrypto", "database": "db_extended"})
	uuid.MustDelete(t)
	uuid.MustBeGone(t)

	uuid.ID = ""
	uuid.MustUp(t, Create, map[string]any{"name": "uuid-ossp", "database": "db_extended"})
	db.MustDelete(t)
	uuid.MustBeGone(t)
	uuid.MustDelete(t)
}

func TestExtensionNeedsAName(t *testing.T) {
	if _, err := extension(start(t), "nameless").Check(map[string]any{}); err == nil {
		t.Error("accepted without a name")
	}
}
