package postgresql

// kind is one kind of object that privileges can be granted on.
type kind struct {
	keyword    string
	all        string // in GRANT … ON ALL … IN SCHEMA
	privileges []string
	// objects selects name and access list; $1 is the database, $2 the schema.
	objects string
}

const (
	database = "database"
	schema   = "schema"
	column   = "column"
	wrapper  = "foreign_data_wrapper"
	foreign  = "foreign_server"
)

var tablePrivileges = []string{"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"}

var kinds = map[string]kind{
	database: {
		keyword: "DATABASE", privileges: []string{"CREATE", "CONNECT", "TEMPORARY"},
		objects: `SELECT datname, coalesce(datacl, acldefault('d', datdba)) FROM pg_database WHERE datname = $1 AND $2 = ''`,
	},
	schema: {
		keyword: "SCHEMA", privileges: []string{"CREATE", "USAGE"},
		objects: `SELECT nspname, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace WHERE $1 <> '' AND nspname = $2`,
	},
	"table": {
		keyword: "TABLE", all: "TABLES", privileges: tablePrivileges,
		objects: relations(`r`, `'r', 'p', 'v', 'm', 'f'`),
	},
	"sequence": {
		keyword: "SEQUENCE", all: "SEQUENCES", privileges: []string{"USAGE", "SELECT", "UPDATE"},
		objects: relations(`s`, `'S'`),
	},
	"function": {
		keyword: "FUNCTION", all: "FUNCTIONS", privileges: []string{"EXECUTE"}, objects: routines(`'f', 'a', 'w'`),
	},
	"procedure": {
		keyword: "PROCEDURE", all: "PROCEDURES", privileges: []string{"EXECUTE"}, objects: routines(`'p'`),
	},
	"routine": {
		keyword: "ROUTINE", all: "ROUTINES", privileges: []string{"EXECUTE"}, objects: routines(`'f', 'a', 'w', 'p'`),
	},
	column: {
		keyword: "TABLE", privileges: []string{"SELECT", "INSERT", "UPDATE", "REFERENCES"},
		objects: `SELECT c.relname || '.' || a.attname, coalesce(a.attacl, acldefault('c', c.relowner))
			FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE $1 <> '' AND n.nspname = $2 AND a.attnum > 0 AND NOT a.attisdropped`,
	},
	wrapper: {
		keyword: "FOREIGN DATA WRAPPER", privileges: []string{"USAGE"},
		objects: `SELECT fdwname, coalesce(fdwacl, acldefault('F', fdwowner)) FROM pg_foreign_data_wrapper WHERE $1 <> $2`,
	},
	foreign: {
		keyword: "FOREIGN SERVER", privileges: []string{"USAGE"},
		objects: `SELECT srvname, coalesce(srvacl, acldefault('S', srvowner)) FROM pg_foreign_server WHERE $1 <> $2`,
	},
}

func relations(defaults, relkinds string) string {
	return `SELECT c.relname, coalesce(c.relacl, acldefault('` + defaults + `', c.relowner))
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE $1 <> '' AND n.nspname = $2 AND c.relkind IN (` + relkinds + `)`
}

func routines(prokinds string) string {
	return `SELECT p.proname, coalesce(p.proacl, acldefault('f', p.proowner))
		FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE $1 <> '' AND n.nspname = $2 AND p.prokind IN (` + prokinds + `)`
}
