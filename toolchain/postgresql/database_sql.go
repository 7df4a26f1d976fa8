package postgresql

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
)

const serverDefault = "DEFAULT"

// plannedDatabase is what the database will be, as far as that is known before it is made.
func plannedDatabase(args DatabaseArgs, username string) DatabaseState {
	return DatabaseState{
		Name:                 *args.Name,
		Owner:                value(args.Owner, username),
		Template:             value(args.Template, "template0"),
		Encoding:             value(args.Encoding, "UTF8"),
		LcCollate:            value(args.LcCollate, "C"),
		LcCtype:              value(args.LcCtype, "C"),
		TablespaceName:       value(args.TablespaceName, "pg_default"),
		ConnectionLimit:      args.ConnectionLimit,
		AllowConnections:     args.AllowConnections,
		IsTemplate:           value(args.IsTemplate, false),
		AlterObjectOwnership: args.AlterObjectOwnership,
	}
}

func updatedDatabase(args DatabaseArgs, old DatabaseState) DatabaseState {
	state := old
	state.Name = *args.Name
	state.Owner = value(args.Owner, old.Owner)
	state.TablespaceName = value(args.TablespaceName, old.TablespaceName)
	state.ConnectionLimit = args.ConnectionLimit
	state.AllowConnections = args.AllowConnections
	state.IsTemplate = value(args.IsTemplate, old.IsTemplate)
	state.AlterObjectOwnership = args.AlterObjectOwnership
	return state
}

func refreshedDatabase(args DatabaseArgs, state DatabaseState, importing bool) DatabaseArgs {
	return DatabaseArgs{
		Name:                 &state.Name,
		Owner:                refreshed(args.Owner, state.Owner, importing),
		Template:             refreshed(args.Template, state.Template, importing),
		Encoding:             refreshedLocale(args.Encoding, state.Encoding, importing),
		LcCollate:            refreshedLocale(args.LcCollate, state.LcCollate, importing),
		LcCtype:              refreshedLocale(args.LcCtype, state.LcCtype, importing),
		TablespaceName:       refreshedLocale(args.TablespaceName, state.TablespaceName, importing),
		ConnectionLimit:      state.ConnectionLimit,
		AllowConnections:     state.AllowConnections,
		IsTemplate:           refreshed(args.IsTemplate, state.IsTemplate, importing),
		AlterObjectOwnership: state.AlterObjectOwnership,
	}
}

// refreshedLocale leaves DEFAULT as it is: whatever the server chose is what was asked for.
func refreshedLocale(input *string, actual string, importing bool) *string {
	if value(input, "") == serverDefault {
		return input
	}
	return refreshed(input, actual, importing)
}

func createDatabase(args DatabaseArgs, state DatabaseState) string {
	return fmt.Sprintf("CREATE DATABASE %s OWNER %s TEMPLATE %s ENCODING %s LC_COLLATE %s LC_CTYPE %s"+
		" TABLESPACE %s CONNECTION LIMIT %d ALLOW_CONNECTIONS %t IS_TEMPLATE %t",
		identifier(state.Name), identifier(state.Owner), orDefault(state.Template, identifierOf),
		orDefault(state.Encoding, literal), orDefault(state.LcCollate, literal), orDefault(state.LcCtype, literal),
		orDefault(state.TablespaceName, identifierOf), *args.ConnectionLimit, *args.AllowConnections, state.IsTemplate)
}

func orDefault(text string, quoted func(string) string) string {
	if strings.EqualFold(text, serverDefault) {
		return serverDefault
	}
	return quoted(text)
}

func identifierOf(name string) string { return identifier(name) }

func alterDatabase(old, state DatabaseState) []string {
	var statements []string
	alter := func(changed bool, clause string, values ...any) {
		if changed {
			statements = append(statements, "ALTER DATABASE "+identifier(state.Name)+" "+fmt.Sprintf(clause, values...))
		}
	}
	if old.Name != state.Name {
		statements = append(statements, "ALTER DATABASE "+identifier(old.Name)+" RENAME TO "+identifier(state.Name))
	}
	alter(old.Owner != state.Owner, "OWNER TO %s", identifier(state.Owner))
	alter(differs(old.ConnectionLimit, *state.ConnectionLimit), "CONNECTION LIMIT %d", *state.ConnectionLimit)
	alter(differs(old.AllowConnections, *state.AllowConnections), "ALLOW_CONNECTIONS %t", *state.AllowConnections)
	alter(old.IsTemplate != state.IsTemplate, "IS_TEMPLATE %t", state.IsTemplate)
	return statements
}

func moveDatabase(ctx context.Context, connection *pgx.Conn, old, state DatabaseState) error {
	if old.TablespaceName == state.TablespaceName {
		return nil
	}
	return changeOutside(ctx, connection, "ALTER DATABASE "+identifier(state.Name)+
		" SET TABLESPACE "+identifier(state.TablespaceName))
}

const databaseQuery = `SELECT pg_get_userbyid(d.datdba), pg_encoding_to_char(d.encoding), d.datcollate, d.datctype,
	t.spcname, d.datconnlimit, d.datallowconn, d.datistemplate
	FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace WHERE d.datname = $1`

func readDatabase(ctx context.Context, connection *pgx.Conn, state *DatabaseState) error {
	return connection.QueryRow(ctx, databaseQuery, state.Name).Scan(
		&state.Owner, &state.Encoding, &state.LcCollate, &state.LcCtype,
		&state.TablespaceName, &state.ConnectionLimit, &state.AllowConnections, &state.IsTemplate)
}

// isGone is true for what no longer exists, including the database that it was in.
func isGone(err error) bool {
	return errors.Is(err, pgx.ErrNoRows) || hasCode(err, databaseUnknown)
}
