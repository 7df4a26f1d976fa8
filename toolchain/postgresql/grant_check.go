package postgresql

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	p "github.com/pulumi/pulumi-go-provider"
	"github.com/pulumi/pulumi/sdk/v3/go/property"
)

const everything = "ALL"

// checkGrant finds what PostgreSQL would refuse; inputs that are not known yet are not judged.
func checkGrant(inputs property.Map, args GrantArgs) []p.CheckFailure {
	if inputs.Get("objectType").IsComputed() {
		return nil
	}
	kind, known := kinds[args.ObjectType]
	if !known {
		return failure("objectType", "%q is not one of %s", args.ObjectType, strings.Join(kindNames(), ", "))
	}
	inSchema := args.ObjectType != database && args.ObjectType != wrapper && args.ObjectType != foreign
	switch {
	case inSchema && inputs.Get("schema").IsNull():
		return failure("schema", "a grant on a %s needs the schema", args.ObjectType)
	case !inSchema && value(args.Schema, "") != "":
		return failure("schema", "a grant on a %s has no schema", args.ObjectType)
	case (args.ObjectType == database || args.ObjectType == schema) && len(args.Objects) > 0:
		return failure("objects", "a grant on a %s has no further objects", args.ObjectType)
	case (args.ObjectType == wrapper || args.ObjectType == foreign || args.ObjectType == column) && len(args.Objects) != 1:
		return failure("objects", "a grant on a %s needs exactly one object", args.ObjectType)
	case (args.ObjectType == column) != (len(args.Columns) > 0):
		return failure("columns", "columns belong to objectType column, which needs them")
	}
	if inputs.Get("privileges").HasComputed() {
		return nil
	}
	return checkPrivileges(kind, args)
}

func checkPrivileges(kind kind, args GrantArgs) []p.CheckFailure {
	for _, privilege := range args.Privileges {
		if privilege != everything && !slices.Contains(kind.privileges, privilege) && privilege != "MAINTAIN" {
			return failure("privileges", "%q is not a privilege on a %s: use ALL or some of %s",
				privilege, args.ObjectType, strings.Join(kind.privileges, ", "))
		}
	}
	return nil
}

func failure(name, format string, values ...any) []p.CheckFailure {
	return []p.CheckFailure{{Property: name, Reason: fmt.Sprintf(format, values...)}}
}

func kindNames() []string {
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
